package com.barkbase;

import com.barkbase.openapi.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the API's document into the file that is named; the build calls it. */
public final class OpenApiFile {

    private OpenApiFile() {}

    public static void main(String[] file) throws IOException {
        Path path = Path.of(file[0]);
        Files.createDirectories(path.getParent());
        Files.writeString(path, OpenApi.of(Routes.ALL));
    }
}
