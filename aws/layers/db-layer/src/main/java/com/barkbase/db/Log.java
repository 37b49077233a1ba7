package com.barkbase.db;

/** Writes the lines that operators look for in CloudWatch. Lambda collects standard error as it is. */
final class Log {
    private static final String PREFIX = "[DB-LAYER] ";

    private Log() {}

    static void info(String message) {
        System.err.println(PREFIX + message);
    }

    static void warn(String message) {
        System.err.println(PREFIX + "WARN " + message);
    }
}
