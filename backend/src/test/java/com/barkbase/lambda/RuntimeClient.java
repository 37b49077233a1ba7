package com.barkbase.lambda;

import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * AWS's runtime interface client, the program that a managed Java runtime starts and that loads the function.
 *
 * <p>It looks for layers in {@code /opt/java}, which is written into its main class. That one constant is replaced by a
 * folder of the test's; its loader, its order and all the rest are AWS's own. A managed runtime also sets options of
 * the JVM which AWS does not publish, and is Amazon's build of the JDK.
 */
public final class RuntimeClient {

    private static final String LAYERS = "/opt/java";
    public static final String MAIN = AWSLambda.class.getName();
    private static final String NATIVE_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final Path folder;

    /**
     * A client for one process.
     *
     * @param folder where what it needs may be written
     */
    public RuntimeClient(Path folder) {
        this.folder = folder;
    }

    /** The command line that runs a handler in a JVM of its own, with the layers that are unpacked in {@code opt}. */
    List<String> command(Path jdk, Path opt, String handler) throws IOException {
        return Stream.of(
                        Stream.of(jdk.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1"),
                        quiet(jdk),
                        properties().stream(),
                        Stream.of("-cp", classPath(opt), MAIN, handler))
                .flatMap(words -> words)
                .toList();
    }

    /** What its JVM must be told; writes the client's own code for this machine into the folder. */
    public List<String> properties() throws IOException {
        return List.of(
                "-D" + NATIVE_PROPERTY + "=" + nativeLibrary(),
                "-Dorg.crac.Core.Compat=" + Core.class.getPackageName());
    }

    /** The build's JDK warns of what the client does with Unsafe and its library; older ones know no such options. */
    private static Stream<String> quiet(Path jdk) {
        return jdk.equals(Path.of(System.getProperty("java.home")))
                ? Stream.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED")
                : Stream.empty();
    }

    private String classPath(Path opt) throws IOException {
        Files.write(
                Files.createDirectories(mainFile().getParent())
                        .resolve(mainFile().getFileName()),
                mainFor(opt));
        return Stream.concat(Stream.of(folder), jars().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The client and what it needs. */
    public static List<Path> jars() {
        return Stream.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(RuntimeClient::jar)
                .toList();
    }

    private Path mainFile() {
        return folder.resolve(MAIN.replace('.', '/') + ".class");
    }

    private static byte[] mainFor(Path opt) throws IOException {
        CodeTransform elsewhere = (code, element) -> {
            if (isLayers(element)) {
                code.loadConstant(opt.resolve("java").toString());
            } else {
                code.with(element);
            }
        };
        try (InputStream original = resource("/" + MAIN.replace('.', '/') + ".class")) {
            ClassFile format = ClassFile.of();
            return format.transformClass(
                    format.parse(original.readAllBytes()), ClassTransform.transformingMethodBodies(elsewhere));
        }
    }

    private static boolean isLayers(CodeElement element) {
        return element instanceof ConstantInstruction constant && LAYERS.equals(constant.constantValue());
    }

    /**
     * The client's own code for this machine; unpacked here, since its own place for it is the same for every process
     * of the machine.
     */
    public Path nativeLibrary() throws IOException {
        Files.createDirectories(folder);
        String processor = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch_64";
        Path file = folder.resolve("libaws-lambda-jni.so");
        try (InputStream library = resource("/jni/libaws-lambda-jni.linux-" + processor + ".so")) {
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(AWSLambda.class.getResourceAsStream(name), name);
    }

    /** Where a class of the test's class path comes from. */
    public static Path jar(Class<?> type) {
        URL location = type.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(location.toString()));
    }
}
