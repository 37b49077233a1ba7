package com.barkbase.cdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A source tree of a test's own: our {@code cdk.json}, and zips that hold a few bytes. */
final class TemporaryTree {

    private TemporaryTree() {}

    static SourceTree in(Path folder) throws IOException {
        SourceTree tree = withoutLayer(folder);
        TestZip.layer("layer", tree.dbLayerZip());
        TestZip.services("migration", tree.servicesZip());
        return tree;
    }

    static SourceTree withoutLayer(Path folder) throws IOException {
        Path module = Files.createDirectories(folder.resolve("aws/cdk"));
        Files.copy(SourceTree.here().module().resolve("cdk.json"), module.resolve("cdk.json"));
        return new SourceTree(module);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
