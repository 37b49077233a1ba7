package com.barkbase.http;

import com.barkbase.db.Result;
import com.barkbase.db.RowMapper;
import com.barkbase.db.Scope;
import com.barkbase.db.Statements;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A scope that counts its round trips for the log: one a statement, one more for a transaction's end. */
record CountedScope(Scope scope, AtomicInteger roundTrips) implements Scope {

    @Override
    public Result query(String sql, @Nullable Object... parameters) {
        return new Counted(scope, roundTrips).query(sql, parameters);
    }

    @Override
    public <T extends @Nullable Object> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        return new Counted(scope, roundTrips).query(sql, mapper, parameters);
    }

    @Override
    public long update(String sql, @Nullable Object... parameters) {
        return new Counted(scope, roundTrips).update(sql, parameters);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T inTransaction(Work<T, X> work) throws X {
        try {
            return scope.inTransaction(transaction -> work.run(new Counted(transaction, roundTrips)));
        } finally {
            roundTrips.incrementAndGet();
        }
    }

    @Override
    public Scope before(Instant deadline) {
        return new CountedScope(scope.before(deadline), roundTrips);
    }

    private record Counted(Statements statements, AtomicInteger roundTrips) implements Statements {

        @Override
        public Result query(String sql, @Nullable Object... parameters) {
            roundTrips.incrementAndGet();
            return statements.query(sql, parameters);
        }

        @Override
        public <T extends @Nullable Object> List<T> query(
                String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
            roundTrips.incrementAndGet();
            return statements.query(sql, mapper, parameters);
        }

        @Override
        public long update(String sql, @Nullable Object... parameters) {
            roundTrips.incrementAndGet();
            return statements.update(sql, parameters);
        }
    }
}
