package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.cdk.picture.Picture;
import com.barkbase.cdk.template.Resource;
import com.barkbase.cdk.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages say what the templates hold: each alarm has its paragraph, and the picture is that of now. */
class OperationsPageTest {
    private static final Path PAGE = SourceTree.here().picture().resolveSibling("operations.md");
    private static final Pattern ALARM_HEADING = Pattern.compile("^### `(.+)`$", Pattern.MULTILINE);
    private static final Deployment PROD = Deployment.of(Environment.PROD);

    @TempDir
    private Path folder;

    @Test
    void eachAlarmHasItsParagraphAndEachParagraphItsAlarm() throws IOException {
        Set<String> explained = ALARM_HEADING
                .matcher(Files.readString(PAGE))
                .results()
                .map(heading -> heading.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> alarms = Stream.of(PROD, PROD.withEngine(Engine.AURORA), Deployment.of(Environment.STAGING))
                .flatMap(deployment -> templates(deployment).ofType("AWS::CloudWatch::Alarm"))
                .map(OperationsPageTest::heading)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(explained).isEqualTo(alarms);
    }

    @Test
    void pictureIsOfTheTemplatesAsTheyAre() throws IOException {
        assertThat(SourceTree.here().picture())
                .as("draw it anew: ./barkbase synth --env prod --proxy on --picture")
                .hasContent(Picture.svg(templates(PROD.withProxy(true))));
    }

    /** {@code barkbase-prod-pets-errors} is explained for every service at once. */
    private static String heading(Resource alarm) {
        return alarm.name().replaceFirst("^barkbase-[a-z]+-", "").replaceFirst("^(?!db-|rotate-)[a-z]+-", "<service>-");
    }

    private Templates templates(Deployment deployment) {
        try {
            SourceTree tree = TemporaryTree.in(Files.createTempDirectory(folder, "tree"));
            return Templates.of(BarkbaseApp.synthesise(deployment, tree, tree.cdkOut()));
        } catch (IOException e) {
            throw new AssertionError("no tree for the test", e);
        }
    }
}
