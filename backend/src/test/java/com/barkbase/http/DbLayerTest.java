package com.barkbase.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.Routes;
import com.barkbase.openapi.OpenApiHandler;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A function as it is deployed when somebody forgets the layer: our classes, and not the db-layer's. */
class DbLayerTest {

    /** The document alone needs no database. */
    static final List<Route> ROUTES = Routes.ALL.stream()
            .filter(route -> route.handler() != OpenApiHandler.class)
            .toList();

    @ParameterizedTest
    @FieldSource("ROUTES")
    void functionWithoutTheLayerIsToldToAttachIt(Route route) throws IOException, ReflectiveOperationException {
        try (URLClassLoader function = withoutLayer()) {
            var constructor = function.loadClass(route.handler().getName()).getConstructor();
            assertThatThrownBy(constructor::newInstance)
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "[DB-LAYER] The db-layer is not attached to this function: com.barkbase.db.Db is neither"
                                    + " in the layer (/opt/java/lib) nor on the class path."
                                    + " Attach the layer whose ARN is in the"
                                    + " SSM parameter /barkbase/{env}/layers/db-layer-arn (layers: [dbLayer]).");
        }
    }

    @Test
    void routeTableCanBeReadWithoutTheLayer() throws IOException, ReflectiveOperationException {
        try (URLClassLoader function = withoutLayer()) {
            Object all =
                    function.loadClass(Routes.class.getName()).getField("ALL").get(null);
            assertThat((List<?>) all).hasSameSizeAs(Routes.ALL);
        }
    }

    private static URLClassLoader withoutLayer() throws ClassNotFoundException {
        URL layer = location(Class.forName("com.barkbase.db.Db", false, DbLayerTest.class.getClassLoader()));
        URL[] others = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(DbLayerTest::url)
                .filter(url -> !url.getPath().equals(layer.getPath()))
                .toArray(URL[]::new);
        return new URLClassLoader(others, ClassLoader.getPlatformClassLoader());
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static URL url(String path) {
        try {
            return java.nio.file.Path.of(path).toUri().toURL();
        } catch (java.net.MalformedURLException impossible) {
            throw new IllegalArgumentException(path, impossible);
        }
    }
}
