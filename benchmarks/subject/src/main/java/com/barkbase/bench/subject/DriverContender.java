package com.barkbase.bench.subject;

import java.sql.SQLException;
import java.util.Map;

/** The driver alone: it is told the password and reads no secret, so it is a floor and no choice. */
public final class DriverContender extends ConnectionContender {
    public DriverContender() throws SQLException {
        super(
                Jdbc.url("jdbc:postgresql"),
                Map.of("user", System.getenv("BENCH_USER"), "password", System.getenv("BENCH_PASSWORD")));
    }
}
