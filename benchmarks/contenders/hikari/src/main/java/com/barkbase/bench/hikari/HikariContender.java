package com.barkbase.bench.hikari;

import com.barkbase.bench.subject.Contender;
import com.barkbase.bench.subject.Jdbc;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What an experienced engineer writes: the SDK with its lightest client and its own JSON. */
public final class HikariContender implements Contender {
    private final HikariDataSource pool = new HikariDataSource(config());

    static HikariConfig config() {
        JsonNode secret = JsonNode.parser().parse(secret());
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Jdbc.url("jdbc:postgresql"));
        config.setUsername(secret.field("username").orElseThrow().asString());
        config.setPassword(secret.field("password").orElseThrow().asString());
        config.setMaximumPoolSize(Integer.parseInt(System.getenv("DB_POOL_MAX")));
        config.setMinimumIdle(1);
        return config;
    }

    private static String secret() {
        try (SecretsManagerClient client = SecretsManagerClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            return client.getSecretValue(request -> request.secretId(System.getenv("DB_SECRET_NAME")))
                    .secretString();
        }
    }

    @Override
    public int pets() throws SQLException {
        return Jdbc.pets(pool);
    }

    @Override
    public String pet(int id) throws SQLException {
        return Jdbc.pet(pool, id);
    }
}
