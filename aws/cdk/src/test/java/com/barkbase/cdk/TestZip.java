package com.barkbase.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips made for a test, so that templates can be looked at without building what is deployed. */
final class TestZip {

    private TestZip() {}

    static Path layer(String content, Path zip) throws IOException {
        return holding("java/lib/db-layer.jar", content, zip);
    }

    static Path services(String migration, Path zip) throws IOException {
        return holding("db/migration/V1__kennels.sql", migration, zip);
    }

    private static Path holding(String name, String content, Path zip) throws IOException {
        Files.createDirectories(zip.getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            ZipEntry entry = new ZipEntry(name);
            entry.setTime(0);
            out.putNextEntry(entry);
            out.write(content.getBytes(UTF_8));
        }
        return zip;
    }
}
