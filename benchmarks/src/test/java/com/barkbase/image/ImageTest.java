package com.barkbase.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ImageTest {
    private static final Path DOCKERFILE = Path.of("../backend/image/Dockerfile");

    @Test
    void serviceThatIsNoneIsAnsweredByThoseThatAre() {
        StringWriter said = new StringWriter();
        CommandLine image = Image.commandLine().setErr(new PrintWriter(said, true));
        assertThat(image.execute("com.barkbase.pets.Pets", "somewhere")).isEqualTo(2);
        assertThat(said.toString())
                .startsWith("image: there is no service 'com.barkbase.pets.Pets': say com.barkbase.")
                .contains("com.barkbase.pets.PetsHandler")
                .endsWith(".\n");
    }

    /** No engine is here to start it; the training tries the same words. */
    @Test
    void imageStartsByTheCommandThatTheTrainingHasTried() throws IOException {
        TaskRoot root = new TaskRoot(Path.of("/var/task"));
        String command = root.command(Path.of("/var/lang"), List.of(root.cacheFlag())).stream()
                .collect(Collectors.joining("\", \"", "ENTRYPOINT [\"", "\"]"));
        assertThat(Files.readAllLines(DOCKERFILE)).contains(command);
    }
}
