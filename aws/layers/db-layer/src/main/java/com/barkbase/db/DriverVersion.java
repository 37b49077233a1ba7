package com.barkbase.db;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.DriverInfo;

/**
 * Lambda's loader prefers a function's own jars to the layer's, so that an older driver of the function's would win in
 * silence.
 */
final class DriverVersion {
    /** The compiler copies the constant: this stays the version that the layer was built with. */
    private static final String BUILT_WITH = DriverInfo.DRIVER_VERSION;

    private DriverVersion() {}

    static void requireSupported() {
        requireSupported(running(), BUILT_WITH);
    }

    static void requireSupported(String running, String builtWith) {
        if (number(running) < number(builtWith)) {
            throw new ConfigurationException("The function carries the PostgreSQL driver " + running
                    + ", which Lambda loads before the db-layer's " + builtWith
                    + ": remove org.postgresql:postgresql from the function, or raise it to " + builtWith
                    + " or newer.");
        }
    }

    private static String running() {
        try {
            return String.valueOf(DriverInfo.class.getField("DRIVER_VERSION").get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the PostgreSQL driver does not tell its version", e);
        }
    }

    /** {@code 42.7.14} as 42_007_014. */
    private static long number(String version) {
        Matcher parts = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*").matcher(version);
        if (!parts.matches()) {
            throw new IllegalStateException("the PostgreSQL driver's version reads '" + version + "'");
        }
        return Long.parseLong(parts.group(1)) * 1_000_000
                + Long.parseLong(parts.group(2)) * 1_000
                + Long.parseLong(parts.group(3));
    }
}
