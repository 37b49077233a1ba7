package com.barkbase.bench.subject;

import com.barkbase.db.Db;
import com.barkbase.db.DbException;
import com.barkbase.db.OutcomeUnknownException;
import com.barkbase.db.Pool;
import java.io.IOException;

/** The db-layer under attack. */
public final class DbLayerPeer {
    private DbLayerPeer() {}

    public static void main(String... arguments) throws IOException {
        Pool pool = Db.getPool();
        Peer.talk(entry -> write(pool, entry));
    }

    private static String write(Pool pool, String entry) {
        try {
            pool.update("INSERT INTO entry VALUES ($1)", entry);
            return "done";
        } catch (OutcomeUnknownException e) {
            return "unknown";
        } catch (DbException e) {
            return Peer.failed(e);
        }
    }
}
