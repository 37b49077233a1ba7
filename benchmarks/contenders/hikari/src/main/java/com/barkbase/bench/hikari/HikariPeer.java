package com.barkbase.bench.hikari;

import com.barkbase.bench.subject.Peer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;

/** Under attack: the secret is read once, as it is in most functions. */
public final class HikariPeer {
    private HikariPeer() {}

    public static void main(String... arguments) throws IOException {
        HikariConfig config = HikariContender.config();
        config.setConnectionTimeout(Long.parseLong(System.getenv("DB_CONNECTION_TIMEOUT")));
        Peer.talk(new HikariDataSource(config));
    }
}
