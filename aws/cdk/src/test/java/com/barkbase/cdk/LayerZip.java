package com.barkbase.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A layer zip made for a test, so that templates can be looked at without building the db-layer. */
final class LayerZip {

    private LayerZip() {}

    static Path with(String content, Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            ZipEntry entry = new ZipEntry("java/lib/db-layer.jar");
            entry.setTime(0);
            out.putNextEntry(entry);
            out.write(content.getBytes(UTF_8));
        }
        return zip;
    }
}
