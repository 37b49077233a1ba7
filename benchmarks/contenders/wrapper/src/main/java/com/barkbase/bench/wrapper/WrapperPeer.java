package com.barkbase.bench.wrapper;

import com.barkbase.bench.subject.Jdbc;
import com.barkbase.bench.subject.Peer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;

/** Under attack, with HikariCP before it. */
public final class WrapperPeer {
    private WrapperPeer() {}

    public static void main(String... arguments) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Jdbc.url("jdbc:aws-wrapper:postgresql"));
        WrapperContender.properties().forEach(config::addDataSourceProperty);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(Long.parseLong(System.getenv("DB_CONNECTION_TIMEOUT")));
        Peer.talk(new HikariDataSource(config));
    }
}
