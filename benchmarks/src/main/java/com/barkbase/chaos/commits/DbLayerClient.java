package com.barkbase.chaos.commits;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.db.ConnectionException;
import com.barkbase.db.DeadlineException;
import com.barkbase.db.OutcomeUnknownException;
import com.barkbase.db.Pool;
import com.barkbase.db.Scope;
import com.barkbase.db.Statements;
import java.util.Map;

/** The db-layer, by its own door. */
final class DbLayerClient implements Client {
    private final Pool pool;

    DbLayerClient(Map<String, String> variables) {
        this.pool = Pool.open(variables);
    }

    @Override
    public String who() {
        return Claim.OURS;
    }

    @Override
    public boolean knows(Way way) {
        return true;
    }

    @Override
    public void connect() {
        pool.query("SELECT 1");
    }

    @Override
    public void write(Way way, String entry) {
        Scope tenant = pool.asTenant(Ledger.TENANT);
        switch (way) {
            case STATEMENT -> pool.update(Ledger.WRITE, Ledger.TENANT, entry);
            case TENANT_STATEMENT -> tenant.update(Ledger.WRITE, Ledger.TENANT, entry);
            case TRANSACTION -> pool.inTransaction(tx -> write(tx, entry));
            case TENANT_TRANSACTION -> tenant.inTransaction(tx -> write(tx, entry));
            case KEYED_STATEMENT -> pool.update(Ledger.KEYED_WRITE, Ledger.TENANT, entry);
            case KEYED_TRANSACTION ->
                tenant.inTransaction(tx -> tx.update(Ledger.CLAIM, "key of " + entry) == 0 ? null : write(tx, entry));
        }
    }

    private static Long write(Statements tx, String entry) {
        tx.query("SELECT count(*) FROM \"Key\"");
        return tx.update(Ledger.WRITE, Ledger.TENANT, entry);
    }

    @Override
    public Told told(Exception failure) {
        return switch (failure) {
            case OutcomeUnknownException unknown -> Told.UNKNOWN;
            case ConnectionException nothingHappened -> Told.NOT_DONE;
            case DeadlineException cancelled -> Told.NOT_DONE;
            default -> Told.WRONG;
        };
    }

    @Override
    public void close() {
        pool.close();
    }
}
