package com.barkbase.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All objects of another JVM that something still refers to, as a heap dump has them. */
public final class LiveHeap {

    /** How Java keeps a text: by bytes where it can, by chars elsewhere, of either order. */
    private static final List<Charset> FORMS = List.of(ISO_8859_1, UTF_16BE, UTF_16LE);

    private final String bytes;

    private LiveHeap(String bytes) {
        this.bytes = bytes;
    }

    /**
     * Dumps the heap of a process, garbage left out.
     *
     * @param scratch where the dump may be for a while
     */
    public static LiveHeap of(Path jdk, long pid, Path scratch) throws IOException, InterruptedException {
        Path file = scratch.resolve("heap.hprof");
        Path said = scratch.resolve("jcmd");
        Process jcmd = new ProcessBuilder(
                        jdk.resolve("bin/jcmd").toString(), Long.toString(pid), "GC.heap_dump", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd took no heap dump: " + Files.readString(said));
        }
        String bytes = Files.readString(file, ISO_8859_1);
        Files.delete(file);
        return new LiveHeap(bytes);
    }

    public boolean holds(String text) {
        return copies(text) > 0;
    }

    public long copies(String text) {
        return FORMS.stream()
                .mapToLong(form -> count(new String(text.getBytes(form), ISO_8859_1)))
                .sum();
    }

    private long count(String part) {
        long found = 0;
        for (int at = bytes.indexOf(part); at >= 0; at = bytes.indexOf(part, at + 1)) {
            found++;
        }
        return found;
    }
}
