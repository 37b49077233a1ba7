package com.barkbase.cdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A source tree of a test's own: our {@code cdk.json} and a layer zip that holds a few bytes. */
final class TemporaryTree {

    private TemporaryTree() {}

    static SourceTree in(Path folder) throws IOException {
        SourceTree tree = withoutLayer(folder);
        Files.createDirectories(tree.dbLayerZip().getParent());
        LayerZip.with("layer", tree.dbLayerZip());
        return tree;
    }

    static SourceTree withoutLayer(Path folder) throws IOException {
        Path module = Files.createDirectories(folder.resolve("aws/cdk"));
        Files.copy(SourceTree.here().module().resolve("cdk.json"), module.resolve("cdk.json"));
        return new SourceTree(module);
    }
}
