package com.barkbase.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The house's arrows and names, held over the compiled classes of every module. */
class ArchitectureTest {
    private static final String ROOT = "com.barkbase";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);

    /** Which module may use which; the benchmarks may use anything. The services' packages are the backend. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "db", Set.of(),
            "backend", Set.of("db"),
            "local", Set.of("backend", "db"),
            "cdk", Set.of("backend"),
            "bench", Set.of("db", "backend", "local", "cdk", "chaos"),
            "chaos", Set.of("db", "backend", "local", "cdk", "bench"),
            "image", Set.of("db", "backend", "chaos"));

    /** The whole door of the db-layer. A type that is added here is promised to every user. */
    private static final List<String> PUBLIC_TYPES_OF_THE_DB_LAYER = List.of(
            "Db",
            "Pool",
            "PoolListener",
            "PoolListener$Eviction",
            "Scope",
            "Scope$Work",
            "Statements",
            "Statements$Reading",
            "TransactionMode",
            "Result",
            "Row",
            "RowMapper",
            "SecretSource",
            "Diagnosis",
            "Finding",
            "Finding$State",
            "DbException",
            "ConfigurationException",
            "ConnectionException",
            "DeadlineException",
            "OutcomeUnknownException",
            "PoolClosedException",
            "PoolExhaustedException",
            "SecretException",
            "StatementException",
            // Made by the driver, which takes a class's name: public for it alone.
            "DeadlineSocketFactory",
            "TlsSocketFactory");

    private static String module(JavaClass type) {
        return ARROWS.keySet().stream()
                .filter(name -> (type.getPackageName() + ".").startsWith(ROOT + "." + name + "."))
                .findFirst()
                .orElse("backend");
    }

    private static boolean isOurs(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(ROOT + ".");
    }

    private static ArchCondition<JavaClass> haveNoDependency(String description, Predicate<Dependency> forbidden) {
        return new ArchCondition<>("have no dependency " + description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(forbidden)
                        .map(dependency -> SimpleConditionEvent.violated(type, dependency.getDescription()))
                        .forEach(events::add);
            }
        };
    }

    private static JavaClass target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType();
    }

    /** A rule that no class is looked at for would hold for ever. */
    @Test
    void looksAtEveryModule() {
        assertThat(CLASSES.stream().map(ArchitectureTest::module).distinct())
                .containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @Test
    void modulesUseEachOtherAlongTheArrowsOnly() {
        classes()
                .should(haveNoDependency("against the arrows " + ARROWS, dependency -> {
                    String from = module(dependency.getOriginClass());
                    String to = module(target(dependency));
                    return isOurs(target(dependency))
                            && !from.equals(to)
                            && !ARROWS.get(from).contains(to);
                }))
                .check(CLASSES);
    }

    @Test
    void onlyTheDbLayerTouchesJdbcAndTheDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackages("com.barkbase.db", "com.barkbase.bench..", "com.barkbase.chaos..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                .check(CLASSES);
    }

    /** No function but the one that migrates pays for loading it. */
    @Test
    void onlyMigrateTouchesFlyway() {
        noClasses()
                .that()
                .resideOutsideOfPackage("com.barkbase.migrate")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.flywaydb..")
                .check(CLASSES);
    }

    @Test
    void onlyTheApiEdgeAndHandlersTouchLambdasTypes() {
        classes()
                .should(haveNoDependency(
                        "on Lambda's types outside of the edge",
                        dependency -> target(dependency).getPackageName().startsWith("com.amazonaws.services.lambda")
                                && !mayTouchLambdasTypes(outermost(dependency.getOriginClass()))))
                .check(CLASSES);
    }

    /**
     * The local gateway and the fuzz play Lambda, and so make the context that a handler is given; a scenario calls its
     * hooks.
     */
    private static boolean mayTouchLambdasTypes(JavaClass type) {
        return type.getSimpleName().endsWith("Handler")
                || type.getPackageName().equals("com.barkbase.chaos.snapshot")
                || Set.of(
                                "com.barkbase.http.Endpoint",
                                "com.barkbase.local.LocalContext",
                                "com.barkbase.chaos.fuzz.LambdaCall")
                        .contains(type.getName());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    /** All processes that Lambda restores from one snapshot would get the same numbers from any other generator. */
    @Test
    void functionsAskTheSystemForRandomNumbers() {
        noClasses()
                .that()
                .resideOutsideOfPackages("com.barkbase.bench..", "com.barkbase.chaos..", "com.barkbase.local..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, ThreadLocalRandom.class, SplittableRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }

    /** Those of {@code Files} are their user's alone. */
    @Test
    void temporaryFilesAreNotMadeForAllToRead() {
        noClasses()
                .should()
                .callMethod(File.class, "createTempFile", String.class, String.class)
                .orShould()
                .callMethod(File.class, "createTempFile", String.class, String.class, File.class)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return isOurs(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void packagesAreNamedAfterWhatTheyHold() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..impl..")
                .check(CLASSES);
    }

    @Test
    void classesAreNamedAfterWhatTheyAre() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveNameMatching("(.*[.$])?Base[A-Z0-9][^.$]*")
                .check(CLASSES);
    }

    @Test
    void theDbLayersDoorIsAsWideAsMeant() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getPackageName().equals("com.barkbase.db"))
                        .filter(ArchitectureTest::isPublicToOthers)
                        .map(type -> type.getName().substring("com.barkbase.db.".length())))
                .containsExactlyInAnyOrderElementsOf(PUBLIC_TYPES_OF_THE_DB_LAYER);
    }

    private static boolean isPublicToOthers(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass()
                        .map(ArchitectureTest::isPublicToOthers)
                        .orElse(true);
    }

    /** Except those whose classes avaje-jsonb makes. */
    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .filteredOn(marked -> !marked.getRelativeName().equals("jsonb"))
                .allSatisfy(marked -> assertThat(marked.isAnnotatedWith(NullMarked.class))
                        .as(marked.getName())
                        .isTrue());
    }
}
