package com.barkbase.bench;

import com.barkbase.db.Pool;
import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.nop.NOPServiceProvider;

/** The ways to PostgreSQL that are compared, in the order of the table's columns. */
enum Way {
    DB_LAYER("db-layer"),
    HIKARI("HikariCP"),
    HIKARI_EAGER("HikariCP, eager"),
    HIKARI_INNER("HikariPool"),
    DRIVER("pgjdbc alone");

    /** Those that every measure is taken of; the inner pool differs from its data source in one of them only. */
    static final List<Way> COLUMNS = List.of(DB_LAYER, HIKARI, HIKARI_EAGER, DRIVER);

    final String title;

    Way(String title) {
        this.title = title;
    }

    Contender open(Target target) {
        return switch (this) {
            case DB_LAYER -> new DbLayerContender(target);
            case HIKARI -> HikariContender.lazy(target);
            case HIKARI_EAGER -> HikariContender.eager(target);
            case HIKARI_INNER -> new HikariContender.Inner(target);
            case DRIVER -> new DriverContender(target);
        };
    }

    /** What this way needs and nothing else, so that no other way's jars are searched. */
    String classpath() {
        Stream<Class<?>> own = switch (this) {
            case DB_LAYER -> Stream.of(Pool.class);
            case HIKARI, HIKARI_EAGER, HIKARI_INNER ->
                Stream.of(HikariDataSource.class, Logger.class, NOPServiceProvider.class);
            case DRIVER -> Stream.of();
        };
        return Stream.concat(Stream.of(Way.class, Driver.class), own)
                .map(Way::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String place(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
