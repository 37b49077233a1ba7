package com.barkbase.bench.secretsdriver;

import com.barkbase.bench.subject.ConnectionContender;
import com.barkbase.bench.subject.Jdbc;
import java.sql.SQLException;
import java.util.Map;

/** Its driver is not in the list that DriverManager goes by, so it is named. */
public final class SecretsDriverContender extends ConnectionContender {
    static final String DRIVER = "com.amazonaws.secretsmanager.sql.AWSSecretsManagerPostgreSQLDriver";

    public SecretsDriverContender() throws SQLException, ClassNotFoundException {
        super(url(), Map.of("user", System.getenv("DB_SECRET_NAME")));
    }

    private static String url() throws ClassNotFoundException {
        Class.forName(DRIVER);
        return Jdbc.url("jdbc-secretsmanager:postgresql");
    }
}
