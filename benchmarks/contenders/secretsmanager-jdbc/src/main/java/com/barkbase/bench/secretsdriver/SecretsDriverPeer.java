package com.barkbase.bench.secretsdriver;

import com.barkbase.bench.subject.Jdbc;
import com.barkbase.bench.subject.Peer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;

/** Under attack, with HikariCP before it. */
public final class SecretsDriverPeer {
    private SecretsDriverPeer() {}

    public static void main(String... arguments) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setDriverClassName(SecretsDriverContender.DRIVER);
        config.setJdbcUrl(Jdbc.url("jdbc-secretsmanager:postgresql"));
        config.setUsername(System.getenv("DB_SECRET_NAME"));
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(Long.parseLong(System.getenv("DB_CONNECTION_TIMEOUT")));
        Peer.talk(new HikariDataSource(config));
    }
}
