package com.barkbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.barkbase.http.Route;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RoutesTest {

    static final java.util.List<Route> ROUTES = Routes.ALL;

    @Test
    void onlyHealthAndTheDocumentAreOpenToAnyone() {
        assertThat(Routes.ALL)
                .filteredOn(route -> !route.needsTenant())
                .map(Route::key)
                .containsExactly("GET /health", "GET /openapi.json");
    }

    @Test
    void noTwoRoutesAreTheSame() {
        assertThat(Routes.ALL).map(Route::key).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("ROUTES")
    void handlerCanBeMadeByLambdaAndByTheLocalGateway(Route route) {
        assertThatCode(() -> route.handler().getConstructor()).doesNotThrowAnyException();
        assertThatCode(() -> route.handler().getConstructor(Supplier.class)).doesNotThrowAnyException();
    }
}
