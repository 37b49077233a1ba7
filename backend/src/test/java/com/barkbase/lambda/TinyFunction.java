package com.barkbase.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Somebody else's function on Java 17, written as the db-layer's documentation tells. */
public final class TinyFunction {

    private TinyFunction() {}

    /**
     * Compiles the function against the layer.
     *
     * @param statement what its handler does before it asks the database
     * @param jars what the statement needs
     */
    public static FunctionCode compile(Path taskRoot, Path opt, String statement, Path... jars) throws IOException {
        return compile(taskRoot, opt, "", statement, jars);
    }

    /**
     * The same with more in its initialiser.
     *
     * @param initialiser what its initialiser does once it is connected
     */
    public static FunctionCode compile(Path taskRoot, Path opt, String initialiser, String statement, Path... jars)
            throws IOException {
        Path source = taskRoot.resolve("TinyFunction.java");
        Files.writeString(source, source(initialiser, statement));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<String> options = List.of("--release", "17", "-cp", classPath(opt, jars));
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new IllegalArgumentException("The function does not compile: " + messages);
            }
        }
        return new FunctionCode(taskRoot, "TinyFunction");
    }

    private static String classPath(Path opt, Path... jars) {
        Path core = RuntimeClient.jar(Context.class);
        Path layer = opt.resolve("java/lib/db-layer.jar");
        return Stream.concat(Stream.of(core, layer), Stream.of(jars))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String source(String initialiser, String statement) {
        return """
            import com.amazonaws.services.lambda.runtime.*;
            import com.barkbase.db.*;
            import java.io.*;
            import java.nio.charset.StandardCharsets;

            public final class TinyFunction implements RequestStreamHandler {
                static {
                    try {
                        Db.warmUp();
                        %s
                    } catch (Exception failure) {
                        System.err.println("not warm: " + failure.getMessage());
                    }
                }

                @Override
                public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
                    %s
                    String login = Db.getPool().query("SELECT current_user AS login").rows().get(0).string("login");
                    String text = "\\"" + login + " on Java " + Runtime.version().feature() + "\\"";
                    answer.write(text.getBytes(StandardCharsets.UTF_8));
                }
            }
            """.formatted(initialiser, statement);
    }
}
