package com.barkbase.cdk;

import static java.util.Objects.requireNonNull;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.SynthesisMessage;

/**
 * All stacks of a deployment that is supported, with AWS's security rules looked at. Each is synthesised once for all
 * tests of a JVM, and its templates are left for the checkers that come later.
 */
record Combination(Deployment deployment, CloudAssembly assembly) {
    static final Deployment DEV = Deployment.of(Environment.DEV);
    static final Deployment STAGING = Deployment.of(Environment.STAGING);
    static final Deployment PROD = Deployment.of(Environment.PROD);

    static final List<Deployment> SUPPORTED = List.of(
            DEV,
            DEV.withProxy(true),
            DEV.withEngine(Engine.AURORA),
            DEV.withEngine(Engine.AURORA).withProxy(true),
            DEV.withNat(Nat.INSTANCE),
            DEV.withNat(Nat.GATEWAY),
            DEV.withExistingPhase1(),
            STAGING,
            PROD,
            PROD.withProxy(true),
            PROD.withEngine(Engine.AURORA),
            PROD.withEngine(Engine.AURORA).withProxy(true));

    private static final Map<Deployment, Combination> SYNTHESISED = new ConcurrentHashMap<>();

    static Combination of(Deployment deployment) {
        return SYNTHESISED.computeIfAbsent(deployment, Combination::synthesise);
    }

    /** The folder with its templates: those that an earlier JVM left, unless a class has changed since. */
    static Path templates(Deployment deployment) throws IOException {
        Path folder = folder(deployment);
        Path manifest = folder.resolve("manifest.json");
        if (Files.notExists(manifest) || lastModified(manifest).compareTo(newestClass()) < 0) {
            of(deployment);
        }
        return folder;
    }

    /** @param name such as {@code Database} */
    SynthesisedStack stack(String name) {
        return SynthesisedStack.of(
                assembly.getStackByName(deployment.environment().stackId(name)));
    }

    List<SynthesisedStack> stacks() {
        return assembly.getStacks().stream().map(SynthesisedStack::of).toList();
    }

    /** What AWS's security rules have to say of it. */
    List<SynthesisMessage> messages() {
        return assembly.getStacks().stream()
                .flatMap(stack -> stack.getMessages().stream())
                .toList();
    }

    private static Combination synthesise(Deployment deployment) {
        App app = App.Builder.create()
                .context(contextThatTellsInsteadOfFailing())
                .outdir(folder(deployment).toString())
                .build();
        BarkbaseApp.addStacks(app, deployment, tree());
        Aspects.of(app).add(new AwsSolutionsChecks());
        return new Combination(deployment, BarkbaseApp.synthesise(app));
    }

    private static Path folder(Deployment deployment) {
        return SourceTree.here()
                .module()
                .resolve("target/combinations")
                .resolve("%s-%s-%s-%s-%s"
                        .formatted(
                                deployment.environment().id(),
                                Choice.word(deployment.engine()),
                                deployment.proxy() ? "proxy" : "direct",
                                Choice.word(deployment.nat()),
                                Choice.word(deployment.phase1())));
    }

    private static FileTime newestClass() throws IOException {
        try (Stream<Path> files = Files.walk(SourceTree.here().module().resolve("target/classes"))) {
            return files.map(Combination::lastModified)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static FileTime lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> contextThatTellsInsteadOfFailing() {
        Map<String, Object> context = new HashMap<>(SourceTree.here().context());
        requireNonNull(context.remove("@aws-cdk/core:annotationsInValidationReport"));
        return context;
    }

    private static SourceTree tree() {
        try {
            return TemporaryTree.in(Files.createTempDirectory("combination"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
