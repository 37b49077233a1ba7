package com.barkbase.bench.wrapper;

import com.barkbase.bench.subject.ConnectionContender;
import com.barkbase.bench.subject.Jdbc;
import java.sql.SQLException;
import java.util.Map;

/** With its plugin for secrets alone; those for failover and monitoring would cost more. */
public final class WrapperContender extends ConnectionContender {
    public WrapperContender() throws SQLException {
        super(Jdbc.url("jdbc:aws-wrapper:postgresql"), properties());
    }

    static Map<String, String> properties() {
        return Map.of(
                "wrapperPlugins", "awsSecretsManager2",
                "secretsManagerSecretId", System.getenv("DB_SECRET_NAME"),
                "secretsManagerRegion", System.getenv("AWS_REGION"),
                "secretsManagerEndpoint", System.getenv("AWS_ENDPOINT_URL_SECRETS_MANAGER"));
    }
}
