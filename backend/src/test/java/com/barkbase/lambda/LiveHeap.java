package com.barkbase.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All objects of another JVM that something still refers to, as a heap dump has them. */
final class LiveHeap {

    /** How Java keeps a text: by bytes where it can, by chars elsewhere, of either order. */
    private static final List<Charset> FORMS = List.of(ISO_8859_1, UTF_16BE, UTF_16LE);

    private final String bytes;

    private LiveHeap(String bytes) {
        this.bytes = bytes;
    }

    static LiveHeap of(Path jdk, long pid, Path scratch) throws IOException, InterruptedException {
        Path file = scratch.resolve("heap.hprof");
        Path said = scratch.resolve("jcmd");
        Process jcmd = new ProcessBuilder(
                        jdk.resolve("bin/jcmd").toString(), Long.toString(pid), "GC.heap_dump", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(jcmd.waitFor()).as(Files.readString(said)).isZero();
        String bytes = Files.readString(file, ISO_8859_1);
        Files.delete(file);
        return new LiveHeap(bytes);
    }

    boolean holds(String text) {
        return FORMS.stream().anyMatch(form -> bytes.contains(new String(text.getBytes(form), ISO_8859_1)));
    }
}
