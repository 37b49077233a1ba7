package com.barkbase.db;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/** One login at the server. Used by one thread at a time; the pool sees to that. */
final class Session {
    /** A lock that is not to be had in this time is somebody's open transaction. */
    static final long LOCK_TIMEOUT_MILLIS = 10_000;
    /** A client that died or froze inside a transaction holds its locks for so long. */
    static final long IDLE_IN_TRANSACTION_TIMEOUT_MILLIS = 30_000;
    /** How much longer than the server's own limit an answer is waited for. */
    static final long ANSWER_GRACE_MILLIS = 1_000;
    /** By how much the watch may be late. */
    private static final long LATENESS_MILLIS = 2 * FreezeWatch.TICK_MILLIS;

    private static final long ROLLBACK_MILLIS = 1_000;
    /** Below the 350 seconds after which AWS's NAT and load balancers forget an idle connection. */
    private static final long PROBE_AFTER_MILLIS = TimeUnit.MINUTES.toMillis(5);
    /** A connection in steady use is not looked at, since looking takes a millisecond. */
    static final long LISTEN_AFTER_MILLIS = 1_000;
    /** Bounds what a server process's caches and a moved host name can do. */
    private static final long LIFETIME_MILLIS = TimeUnit.MINUTES.toMillis(30);

    /** DISCARD ALL, but for the prepared statements. */
    private static final String RESET = "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *;"
            + " SELECT pg_catalog.pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES";

    private final PgConnection connection;
    private final DeadlineSocket socket;
    private final Login login;
    private final Deadline endOfLife = Deadline.in(LIFETIME_MILLIS);
    private long idleSince = System.nanoTime();
    private boolean watched;
    /** Written and read by the borrower alone. */
    private boolean mustWriteElsewhere;
    /** The borrower's, where it wants them counted. */
    private @Nullable LongAdder roundTrips;

    Session(PgConnection connection, DeadlineSocket socket, Login login) {
        this.connection = connection;
        this.socket = socket;
        this.login = login;
    }

    Login login() {
        return login;
    }

    PgConnection connection() {
        return connection;
    }

    void countRoundTrips(@Nullable LongAdder counter) {
        roundTrips = counter;
    }

    /** A question goes out, whose answer is waited for so long. */
    void ask(long millis) throws SQLException {
        if (roundTrips != null) {
            roundTrips.increment();
        }
        answerWithin(millis);
    }

    /** Answers are waited for until then. */
    void answerWithin(long millis) throws SQLException {
        if (!watched) {
            readUntil(Deadline.in(millis + ANSWER_GRACE_MILLIS));
            return;
        }
        try {
            socket.readWatched(Deadline.in(millis + ANSWER_GRACE_MILLIS - LATENESS_MILLIS));
        } catch (IOException e) {
            throw isClosed(e);
        }
    }

    /** What the pool's watch does at each of its ticks. */
    void endOverdueRead() {
        socket.tick();
    }

    /** Reads have no end of their own: the driver's user has the session and sets the timeouts. */
    void answerAtLeisure() throws SQLException {
        readUntil(null);
    }

    private void readUntil(@Nullable Deadline until) throws SQLException {
        try {
            socket.readUntil(until);
        } catch (IOException e) {
            throw isClosed(e);
        }
    }

    private static SQLException isClosed(IOException e) {
        return new SQLException("the socket is closed", "08006", e);
    }

    /** Whether the session can be given to a caller, asked with a round trip only where there is reason to doubt. */
    boolean isUsable(FreezeWatch freezes, Deadline until) {
        if (isAged() || isClosed()) {
            return false;
        }
        try {
            return !hasEnded() && (!isDoubtful(freezes) || answers(until));
        } catch (IOException | SQLException e) {
            Log.info("a connection to " + login + " was found dead after " + idleMillis() + " ms idle");
            return false;
        }
    }

    boolean isAged() {
        return endOfLife.hasPassed();
    }

    /** A server that was killed, or something between, says no farewell. */
    private boolean hasEnded() throws IOException {
        return idleMillis() >= LISTEN_AFTER_MILLIS && socket.hasEnded();
    }

    private boolean isDoubtful(FreezeWatch freezes) throws IOException {
        return idleMillis() >= PROBE_AFTER_MILLIS || socket.hasUnreadBytes() || freezes.frozeSince(idleSince);
    }

    private boolean answers(Deadline until) throws SQLException {
        readUntil(until);
        try (Statement probe = connection.createStatement()) {
            probe.execute("");
            return true;
        }
    }

    long idleMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - idleSince);
    }

    /** In the pool, whose watch is awake from now on. */
    void idleFromNow() {
        watched = true;
        idleSince = System.nanoTime();
        roundTrips = null;
    }

    boolean isInTransaction() {
        return connection.getTransactionState() != TransactionState.IDLE;
    }

    boolean isClosed() {
        return connection.getQueryExecutor().isClosed();
    }

    /**
     * Ends what a failed batch or a JDBC user left open: one round trip, none where nothing is open. An interrupt is
     * held back meanwhile, since it would close a virtual thread's socket.
     */
    void rollBack() throws SQLException {
        if (isInTransaction() && !isClosed()) {
            boolean interrupted = Thread.interrupted();
            try (Statement statement = connection.createStatement()) {
                ask(ROLLBACK_MILLIS);
                statement.execute("ROLLBACK");
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Undoes what a JDBC user may have set, locked, listened to or made; one round trip. */
    void reset() throws SQLException {
        ask(ROLLBACK_MILLIS);
        try (Statement statement = connection.createStatement()) {
            statement.execute(RESET);
        }
    }

    /** {@link SqlLexer} finds the ends of strings as the standard has them, the server as the session has them. */
    void requireStandardStrings() {
        if (!connection.getStandardConformingStrings()) {
            throw new ConfigurationException("The session runs with standard_conforming_strings = off, and quotes then"
                    + " do not end where they seem to: leave it on, in the session, the role and the database.");
        }
    }

    boolean hasFailedTransaction() {
        return connection.getTransactionState() == TransactionState.FAILED;
    }

    /** The number of the server's process. */
    int backend() {
        return connection.getBackendPID();
    }

    /** The server's major version, known from the login. */
    int serverVersion() {
        return connection.getServerMajorVersion();
    }

    /**
     * Whether all transactions are read-only here, by the server's or the login's setting: a replica, or a primary that
     * is none any more. A server since PostgreSQL 14 says so unasked, at the login and whenever it changes.
     */
    boolean takesNoWrites() {
        return isNotOff("in_hot_standby") || isNotOff("default_transaction_read_only");
    }

    private boolean isNotOff(String setting) {
        return !"off".equals(connection.getParameterStatus(setting));
    }

    /** Hears of a statement's failure. */
    void failed(SQLException failure) {
        mustWriteElsewhere |= StatementFailure.READ_ONLY.equals(failure.getSQLState()) && takesNoWrites();
    }

    /** Whether a write was refused that nobody had forbidden: the server's name may lead to another one by now. */
    boolean mustWriteElsewhere() {
        return mustWriteElsewhere;
    }

    /** Without a wait: over TLS the JDK reads once more, which takes a silent server's whole time for an answer. */
    void close() {
        try {
            readUntil(Deadline.in(0));
            connection.close();
        } catch (SQLException e) {
            Log.info("closing a connection to " + login + " failed: " + e.getMessage());
        }
    }
}
