package com.barkbase.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one login, opened when they are first needed. Statements run as the login itself, in the system's
 * scope; {@link #asTenant} gives the scope of one tenant.
 *
 * <p>Thread-safe. Nothing here blocks before the first statement; a wrong variable is told by that statement.
 */
public final class Pool implements Scope, AutoCloseable {
    /** Three give 0.90 of the first request's time after a restore, eight 0.88 (docs/profile.md). */
    private static final int REHEARSALS = 3;
    /** For all of them: a server that has become silent must not hold up the snapshot. */
    private static final long REHEARSALS_MILLIS = 1_000;

    private final Supplier<Map<String, String>> variables;
    private final ListenerGuard listener = new ListenerGuard();
    private final View system = new View(this::sessions, null, null, null);
    /** No monitor, which would pin a virtual thread while files are read and connections closed. */
    private final ReentrantLock change = new ReentrantLock();

    private final ReentrantLock warming = new ReentrantLock();
    /** For those who waited for the attempt that failed, so that they need not wait for one of their own. */
    private @Nullable DbException warmingFailure;

    private long warmingFailedAt;
    private volatile @Nullable SessionPool sessions;
    private volatile boolean closed;

    private Pool(Supplier<Map<String, String>> variables) {
        this.variables = variables;
    }

    /** Asks for the variables anew after a snapshot is restored. */
    static Pool of(Supplier<Map<String, String>> variables) {
        return OpenPools.add(new Pool(variables));
    }

    /**
     * A pool of its own beside the one of {@link Db}, for a second login or a test. Close it.
     *
     * @param variables the settings, by the names of the environment variables: {@code DB_HOST}, {@code DB_SECRET_NAME}
     *     and so on
     * @return the pool, which has connected to nothing yet; the first statement tells which variables are wrong
     */
    public static Pool open(Map<String, String> variables) {
        Map<String, String> copy = Map.copyOf(variables);
        return of(() -> copy);
    }

    /**
     * The scope of one tenant: each statement runs as the tenant role with row-level security and
     * {@code app.tenant_id} set, in a transaction of its own and in one round trip. Statements must start with SELECT,
     * INSERT, UPDATE, DELETE, MERGE, WITH or VALUES.
     *
     * <p>This stops a forgotten {@code WHERE}; it does not stop injected SQL, which may set the tenant itself.
     *
     * @param tenantId from a verified token, never from a header or a body
     * @return an immutable view of this pool
     */
    public Scope asTenant(UUID tenantId) {
        return asTenant(tenantId.toString());
    }

    /**
     * The same for tenants whose keys are not UUIDs.
     *
     * @param tenantId from a verified token, never from a header or a body
     * @return an immutable view of this pool
     * @throws IllegalArgumentException where it is blank
     */
    public Scope asTenant(String tenantId) {
        if (tenantId.isBlank()) {
            throw new IllegalArgumentException("The tenant's id is blank: it comes from the verified token.");
        }
        return new View(this::sessions, tenantId, null, null);
    }

    /**
     * Tells {@code listener} of connects, retries, evictions and the like from now on, in place of whom it told before.
     *
     * @param listener kept as long as the pool
     */
    public void listen(PoolListener listener) {
        this.listener.listen(listener);
    }

    /**
     * Opens a connection now, unless there is one, so that the first statement finds it. One thread does it for all
     * that ask. Throws what went wrong; the next statement tries again.
     */
    public void warmUp() {
        long asked = System.nanoTime();
        warming.lock();
        try {
            DbException failure = warmingFailure;
            if (failure != null && warmingFailedAt - asked > 0) {
                throw failure;
            }
            connect();
        } finally {
            warming.unlock();
        }
    }

    private void connect() {
        try {
            SessionPool pool = sessions();
            if (!pool.hasSession()) {
                pool.giveBack(pool.borrow(null));
            }
        } catch (DbException e) {
            warmingFailure = e;
            warmingFailedAt = System.nanoTime();
            throw e;
        }
    }

    @Override
    public Result query(String sql, @Nullable Object... parameters) {
        return system.query(sql, parameters);
    }

    @Override
    public <T extends @Nullable Object> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        return system.query(sql, mapper, parameters);
    }

    @Override
    public long update(String sql, @Nullable Object... parameters) {
        return system.update(sql, parameters);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> R stream(
            String sql, RowMapper<T> mapper, Reading<T, R, X> reading, @Nullable Object... parameters) throws X {
        return system.stream(sql, mapper, reading, parameters);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T inTransaction(Work<T, X> work) throws X {
        return system.inTransaction(work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T inTransaction(TransactionMode mode, Work<T, X> work)
            throws X {
        return system.inTransaction(mode, work);
    }

    @Override
    public Scope before(Instant deadline) {
        return system.before(deadline);
    }

    @Override
    public Scope counting(LongAdder roundTrips) {
        return system.counting(roundTrips);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return system.getConnection();
    }

    /** Closes idle connections now and those in use when their statement is done. A closed pool stays closed. */
    @Override
    public void close() {
        change.lock();
        try {
            closed = true;
            SessionPool pool = sessions;
            if (pool != null) {
                pool.close();
            }
        } finally {
            change.unlock();
        }
    }

    /**
     * Closes the sessions and forgets the login, so that none of it is in a snapshot. The next statement begins anew.
     * Sessions in use are waited for, and told of where they do not come back in time.
     */
    void letGo(long waitMillis) {
        SessionPool pool;
        change.lock();
        try {
            pool = sessions;
            sessions = null;
        } finally {
            change.unlock();
        }
        if (pool != null) {
            pool.letGo(waitMillis);
        }
    }

    /**
     * Lets go and then logs in as the first statement after a restore will, so that the snapshot holds more of it as
     * compiled code. Not for a pool without a session: it was not needed, or its server cannot be reached.
     */
    void rehearse(long waitMillis) {
        SessionPool pool = sessions;
        if (closed || pool == null || !pool.hasSession()) {
            return;
        }
        letGo(waitMillis);
        Deadline until = Deadline.in(REHEARSALS_MILLIS);
        try {
            for (int i = 0; i < REHEARSALS; i++) {
                rehearseOnce(until);
            }
        } catch (DbException e) {
            Log.warn("the login was not rehearsed to the end, the first one after a restore will be slower: "
                    + e.getMessage());
        }
    }

    private void rehearseOnce(Deadline until) {
        ListenerGuard nobody = new ListenerGuard(); // who would count what nobody has asked for
        SessionPool rehearsal = SessionPool.from(variables.get(), nobody);
        try {
            rehearsal.giveBack(rehearsal.borrow(until));
        } finally {
            rehearsal.letGo(0);
        }
    }

    @Override
    public String toString() {
        return closed ? "Pool[closed]" : "Pool[open]";
    }

    private SessionPool sessions() {
        SessionPool known = sessions;
        return known != null ? known : firstSessions();
    }

    private SessionPool firstSessions() {
        change.lock();
        try {
            SessionPool known = sessions;
            if (known == null) {
                known = SessionPool.from(variables.get(), listener);
                if (closed) {
                    known.close();
                }
                sessions = known;
            }
            return known;
        } finally {
            change.unlock();
        }
    }
}
