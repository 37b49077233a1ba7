package com.barkbase.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostTest {
    private static final double MOST_THAT_DEV_MAY_COST = 25;

    private static final Pattern WAYS_OUT = Pattern.compile(
            "Idle, by the way out of the VPC: " + "nat=none [0-9.]+, nat=instance [0-9.]+, nat=gateway [0-9.]+\\.");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void endsWithWhatDevCostsIdleWhichIsLittle() throws IOException {
        assertThat(cost("--env", "dev")).as(err.toString(UTF_8)).isZero();

        List<String> lines = out.toString(UTF_8).lines().toList();
        assertThat(lines).allMatch(line -> line.length() <= 100);
        assertThat(lines).anyMatch(line -> WAYS_OUT.matcher(line).matches());
        assertThat(lines.getLast()).matches("total [0-9]+\\.[0-9]{2}");
        assertThat(Double.parseDouble(lines.getLast().substring("total ".length())))
                .isLessThanOrEqualTo(MOST_THAT_DEV_MAY_COST);
    }

    @Test
    void unknownWordIsWrongUsage() throws IOException {
        assertThat(cost("--engine", "oracle")).isEqualTo(2);

        assertThat(err.toString(UTF_8))
                .isEqualToNormalizingNewlines("There is no engine 'oracle': engine is one of instance, aurora.\n");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    private int cost(String... arguments) throws IOException {
        return Cost.run(
                List.of(arguments),
                TemporaryTree.in(folder),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }
}
