package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What {@code mvn install} publishes, as the build has just made it; {@code src/it} holds projects that use it. */
class PublishedArtifactIT {
    private static final Path TARGET = Path.of("target");

    @Test
    void pomNamesItselfWithoutAParent() throws Exception {
        Element pom = pom();
        assertThat(elements(pom, "parent")).isEmpty();
        assertThat(pom.getTextContent()).doesNotContain("${");
        assertThat(Stream.of("groupId", "artifactId", "name", "description").map(name -> text(pom, name)))
                .noneMatch(String::isBlank);
    }

    @Test
    void pomBringsTheDriverAndNothingElse() throws Exception {
        Map<String, List<String>> byScope = elements(pom(), "dependency").stream()
                .collect(Collectors.groupingBy(
                        dependency -> text(dependency, "scope"),
                        Collectors.mapping(dependency -> text(dependency, "artifactId"), Collectors.toList())));
        assertThat(byScope).containsOnlyKeys("compile", "provided").containsEntry("compile", List.of("postgresql"));
    }

    @Test
    void everyClassHasItsSourceBesideIt() throws IOException {
        List<String> sources = entries("-sources", ".java");
        assertThat(sources).contains("com/barkbase/db/Db.java");
        assertThat(entries("", ".class").stream()
                        .filter(name -> !name.contains("$"))
                        .map(name -> name.replace(".class", ".java")))
                .isSubsetOf(sources);
    }

    @Test
    void javadocShowsPublicTypesOnly() throws IOException {
        assertThat(entries("-javadoc", ".html"))
                .contains("com/barkbase/db/Db.html", "com/barkbase/db/package-summary.html")
                .doesNotContain("com/barkbase/db/Session.html");
    }

    private static List<String> entries(String classifier, String suffix) throws IOException {
        String jarName = "db-layer-[\\d.]+(-SNAPSHOT)?" + classifier + "\\.jar";
        try (Stream<Path> files = Files.list(TARGET);
                JarFile jar = new JarFile(
                        files.filter(file -> file.getFileName().toString().matches(jarName))
                                .findFirst()
                                .orElseThrow()
                                .toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(suffix))
                    .toList();
        }
    }

    private static Element pom() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(TARGET.resolve("published-pom.xml").toFile())
                .getDocumentElement();
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).stream()
                .findFirst()
                .map(Element::getTextContent)
                .orElse("");
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
