package com.barkbase.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.Routes;
import com.barkbase.http.Route;
import com.barkbase.pets.PetsHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime interface client exists for Linux alone")
class TrainingIT {
    private static final List<Route> READS = Routes.ALL.stream()
            .filter(route ->
                    route.handler() == PetsHandler.class && route.method().equals("GET"))
            .toList();

    @TempDir
    private Path folder;

    @Test
    void serviceStartsFromTheCacheThatItsOwnReadsHaveMade() throws Exception {
        TaskRoot root = TaskRoot.lay(folder, Path.of(".."), PetsHandler.class.getName());
        try (Training training = new Training(root, Path.of(System.getProperty("java.home")), READS)) {
            training.make();
            Training.Start start = training.check();
            assertThat(start.cached()).as(start.toString()).isGreaterThan(start.classes() * 95 / 100);

            assertThatThrownBy(() -> TaskRoot.lay(folder, Path.of(".."), PetsHandler.class.getName()))
                    .hasMessage(
                            folder + " has a lib already, whose jars would be the service's too: name a new folder.");

            Files.writeString(root.cache(), "no cache");
            assertThatThrownBy(training::check)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("GET /api/v1/pets was answered by: The runtime ended");
        }
    }
}
