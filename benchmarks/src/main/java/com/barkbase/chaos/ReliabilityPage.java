package com.barkbase.chaos;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Report;
import com.barkbase.chaos.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** {@code docs/reliability.md}: made of the results that were kept, so that no figure in it is typed. */
final class ReliabilityPage {
    private static final String INTRODUCTION = """
            # Reliability

            What goes wrong between a function and its database was made to go wrong, with real PostgreSQL
            servers, a real network on loopback and real processes, and counted. Each table is the result of one
            run of the command above it: run it again and compare. Rows of others than the db-layer are what the
            same run did to what others use, at its defaults: they are told, not judged, and there are none
            where nothing of theirs applies.

            This page is written by `./barkbase chaos SCENARIO --write` (and `./barkbase chaos report`) from the
            results in [`reliability`](reliability), never by hand.
            """;

    private final Path folder;

    ReliabilityPage(Path docs) {
        this.folder = docs;
    }

    /** In place of the scenario's last one. */
    void keep(Report report) throws IOException {
        Files.createDirectories(folder.resolve("reliability"));
        Files.writeString(file(report.scenario()), report.json() + "\n");
        write();
    }

    /** Beside its scenario's result; {@code picture} may be missing. */
    void keepPicture(String scenario, Path picture) throws IOException {
        if (Files.exists(picture)) {
            Files.copy(picture, picture(scenario), StandardCopyOption.REPLACE_EXISTING);
            write();
        }
    }

    private Path picture(String scenario) {
        return folder.resolve("reliability").resolve(scenario + ".svg");
    }

    void write() throws IOException {
        Files.writeString(folder.resolve("reliability.md"), text());
    }

    String text() throws IOException {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        for (Report report : kept()) {
            text.append('\n').append(section(report));
            if (Files.exists(picture(report.scenario()))) {
                text.append("\n![%s](reliability/%s.svg)\n".formatted(report.question(), report.scenario()));
            }
        }
        return text.toString();
    }

    private List<Report> kept() throws IOException {
        List<Report> reports = new ArrayList<>();
        for (Scenario scenario : Scenarios.ALL) {
            if (Files.exists(file(scenario.name()))) {
                reports.add(Report.read(Files.readString(file(scenario.name()))));
            }
        }
        return reports;
    }

    private Path file(String scenario) {
        return folder.resolve("reliability").resolve(scenario + ".json");
    }

    private static String section(Report report) {
        StringBuilder text = new StringBuilder("""
                ## %s

                %s
                `%s`: %s, in %d s, on %s (%s).

                | what | who | target | measured | held |
                |---|---|---|---|---|
                """.formatted(
                        title(report.scenario()),
                        report.question(),
                        report.command(),
                        report.held() ? "held" : "**did not hold**",
                        report.seconds(),
                        report.day(),
                        report.machine()));
        for (Claim claim : report.claims()) {
            text.append("| %s | %s | %s | %s | %s |%n"
                    .formatted(
                            cell(claim.what()),
                            cell(claim.who()),
                            cell(claim.target()),
                            cell(claim.measured()),
                            claim.held() ? "yes" : claim.isBroken() ? "**no**" : "no"));
        }
        return text.toString();
    }

    private static String title(String scenario) {
        return Character.toUpperCase(scenario.charAt(0)) + scenario.substring(1);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
