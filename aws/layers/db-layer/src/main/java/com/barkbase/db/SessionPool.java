package com.barkbase.db;

import com.barkbase.db.PoolListener.Eviction;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lends sessions: at most {@code DB_POOL_MAX} at a time, first come first served, the one used last first. A caller
 * that finds none idle opens one itself, so that it learns at once, and at first hand, why there is none. Thread-safe.
 */
final class SessionPool {
    /** For all idle sessions that are in doubt together: one that answers does so in a few milliseconds. */
    private static final long PROBING_MILLIS = 250;

    private final Settings settings;
    private final Connector connector;
    private final PoolListener listener;
    /** One for each session in use; fair, so that a newcomer does not overtake who waits. */
    private final Semaphore permits;
    /** Guarded by itself; the one used last is the first. */
    private final Deque<Session> idle = new ArrayDeque<>();

    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    /** Knows the sessions, not the pool: its thread would keep the login for a moment after the end. */
    private final FreezeWatch freezes = watch(open);

    private final AtomicBoolean trimPending = new AtomicBoolean();
    private volatile boolean closed;

    SessionPool(Settings settings, Connector connector, PoolListener listener) {
        this.settings = settings;
        this.connector = connector;
        this.listener = listener;
        this.permits = new Semaphore(settings.poolMax(), true);
    }

    /** Reads the settings and connects to nothing. */
    static SessionPool from(Map<String, String> variables, PoolListener listener) {
        DriverVersion.requireSupported();
        HostNames.forgetSoon();
        Settings settings = Settings.from(variables);
        String secretName = settings.secretName();
        Logins logins = secretName == null
                ? new DirectLogins(settings.login())
                : new SecretLogins(settings, secretName, SecretSource.of(variables), listener);
        SessionPool pool = new SessionPool(settings, new Connector(settings, logins, listener), listener);
        if (secretName != null) {
            LoginPreparation.start(settings); // now that the driver has registered itself
        }
        return pool;
    }

    Settings settings() {
        return settings;
    }

    PoolListener listener() {
        return listener;
    }

    /**
     * A session for the caller alone until {@link #giveBack}. Waits for one, and opens one, for
     * {@code DB_CONNECTION_TIMEOUT} in all, or until {@code deadline} where that is earlier.
     */
    Session borrow(@Nullable Deadline deadline) {
        Deadline until = Deadline.in(settings.connectionTimeoutMillis());
        takePermit(deadline == null ? until : until.orEarlier(deadline));
        try {
            return idleOrNew(deadline == null ? until : until.orEarlier(deadline));
        } catch (RuntimeException | Error e) {
            permits.release();
            throw e;
        }
    }

    private Session idleOrNew(Deadline until) {
        Deadline probing = Deadline.in(PROBING_MILLIS).orEarlier(until);
        for (Session session = takeIdle(); session != null; session = takeIdle()) {
            if (session.isUsable(freezes, probing)) {
                return session;
            }
            evict(session, session.isAged() ? Eviction.AGED : Eviction.DEAD);
        }
        Session session = connector.open(until);
        if (closed) {
            session.close();
            throw isClosed();
        }
        open.add(session);
        return session;
    }

    private static FreezeWatch watch(Set<Session> open) {
        return new FreezeWatch(() -> {
            open.forEach(Session::endOverdueRead);
            return !open.isEmpty();
        });
    }

    /** A session that is not of the pool, to ask about one that was lost; the caller closes it. */
    Session openBesides(Deadline until) {
        return connector.open(until);
    }

    /** Takes a session back in whatever state it is: cleaned for the next caller, or closed. */
    void giveBack(Session session) {
        try {
            boolean lost = !isRolledBack(session) || session.isClosed();
            if (lost) {
                freezes.doubtAll();
            }
            if (session.mustWriteElsewhere()) {
                takeAllIdle().forEach(each -> evict(each, Eviction.READ_ONLY));
            }
            if (lost || session.mustWriteElsewhere()) {
                evict(session, lost ? Eviction.LOST : Eviction.READ_ONLY);
            } else if (!keep(session)) {
                end(session);
            }
        } finally {
            permits.release();
        }
    }

    private static boolean isRolledBack(Session session) {
        try {
            session.rollBack();
            return true;
        } catch (SQLException e) {
            Log.info("a connection was closed, since its transaction could not be rolled back: " + e.getMessage());
            return false;
        }
    }

    private void evict(Session session, Eviction reason) {
        end(session);
        listener.evicted(reason);
    }

    private void end(Session session) {
        session.close();
        open.remove(session);
    }

    /** Ends the pool: idle sessions are closed now, those in use when they come back. */
    void close() {
        closed = true;
        takeAllIdle().forEach(this::end);
        freezes.close();
    }

    private List<Session> takeAllIdle() {
        synchronized (idle) {
            List<Session> taken = List.copyOf(idle);
            idle.clear();
            return taken;
        }
    }

    /** Ends the pool for a snapshot: also waits for those who still have a session, and forgets keys of TLS. */
    void letGo(long waitMillis) {
        close();
        if (waitMillis > 0 && !allReturnedIn(waitMillis)) {
            Log.warn("connections in use when a snapshot is taken, which will hold them: "
                    + (settings.poolMax() - permits.availablePermits())
                    + ". End what uses them before the function's initialiser ends.");
        }
        if (settings.tls()) {
            TlsSessions.forget(TrustedRoots.contexts());
        }
        if (settings.secretName() != null) {
            TlsSessions.forgetDefault();
        }
    }

    private boolean allReturnedIn(long millis) {
        try {
            return permits.tryAcquire(settings.poolMax(), millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean hasSession() {
        synchronized (idle) {
            return !idle.isEmpty() || permits.availablePermits() < settings.poolMax();
        }
    }

    private void takePermit(Deadline until) {
        try {
            if (!permits.tryAcquire(0, TimeUnit.MILLISECONDS)) { // in turn, which it is not without a time
                waitForPermit(until);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadlineException(
                    "The thread was interrupted while it waited for a connection; nothing was sent.", null, e);
        }
    }

    private void waitForPermit(Deadline until) throws InterruptedException {
        long start = System.nanoTime();
        boolean taken = permits.tryAcquire(Math.max(0, until.millisLeft()), TimeUnit.MILLISECONDS);
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        listener.waited(waited);
        if (!taken) {
            throw exhausted(waited.toMillis());
        }
    }

    private PoolExhaustedException exhausted(long waitedMillis) {
        int idleNow;
        synchronized (idle) {
            idleNow = idle.size();
        }
        int active = settings.poolMax() - permits.availablePermits();
        return new PoolExhaustedException("No connection became free in " + waitedMillis + " ms: total "
                + (active + idleNow) + ", active " + active + ", idle " + idleNow + ", waiting "
                + permits.getQueueLength() + ". Look for statements that take long or connections that are not closed,"
                + " or raise DB_POOL_MAX (" + settings.poolMax() + ").");
    }

    private @Nullable Session takeIdle() {
        synchronized (idle) {
            if (closed) {
                throw isClosed();
            }
            return idle.pollFirst();
        }
    }

    private boolean keep(Session session) {
        synchronized (idle) {
            if (closed) {
                return false;
            }
            freezes.start();
            session.idleFromNow();
            idle.addFirst(session);
            if (idle.size() > 1 && trimPending.compareAndSet(false, true)) {
                trimAfter(settings.idleTimeoutMillis());
            }
            return true;
        }
    }

    /** The timer exists only where there is more than one idle session; the last one is never closed by it. */
    private void trimAfter(long millis) {
        WeakReference<SessionPool> pool = new WeakReference<>(this); // or the timer would keep a closed one's login
        CompletableFuture.delayedExecutor(Math.max(1, millis), TimeUnit.MILLISECONDS)
                .execute(() -> trim(pool.get()));
    }

    private static void trim(@Nullable SessionPool pool) {
        if (pool != null) {
            pool.trim();
        }
    }

    private void trim() {
        List<Session> surplus = new ArrayList<>();
        synchronized (idle) {
            trimPending.set(false);
            while (idle.size() > 1 && idle.getLast().idleMillis() >= settings.idleTimeoutMillis()) {
                surplus.add(idle.removeLast());
            }
            if (idle.size() > 1 && trimPending.compareAndSet(false, true)) {
                trimAfter(settings.idleTimeoutMillis() - idle.getLast().idleMillis());
            }
        }
        surplus.forEach(session -> evict(session, Eviction.UNUSED));
    }

    private static PoolClosedException isClosed() {
        return new PoolClosedException("The pool is closed; Db.getPool() opens a new one.");
    }
}
