package com.barkbase.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReliabilityPageTest {
    private static final Path DOCS = Path.of("..", "docs");

    /** {@code ./barkbase chaos report} mends it. */
    @Test
    void pageIsWhatTheKeptResultsMakeIt() throws IOException {
        assertThat(DOCS.resolve("reliability.md"))
                .hasContent(new ReliabilityPage(DOCS).text().strip());
    }

    @Test
    void rowSaysWhoWasAttackedAndWhatHeld(@TempDir Path docs) throws IOException {
        Report report = new Report(
                "tenants",
                "Who?",
                "./barkbase chaos tenants --seed 3",
                "2026-01-31",
                4,
                "2 cores",
                List.of(Claim.exactly("rows", 0, 1), Claim.peers("a|b", "rows", "0", "2", false)));
        new ReliabilityPage(docs).keep(report);

        assertThat(Files.readString(docs.resolve("reliability.md")))
                .contains("`./barkbase chaos tenants --seed 3`: **did not hold**, in 4 s, on 2026-01-31 (2 cores).")
                .contains("| rows | db-layer | 0 | 1 | **no** |")
                .contains("| rows | a\\|b | 0 | 2 | no |");
        assertThat(Report.read(report.json())).isEqualTo(report);
    }
}
