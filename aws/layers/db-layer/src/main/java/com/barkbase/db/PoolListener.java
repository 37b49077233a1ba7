package com.barkbase.db;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a {@link Pool} does besides statements, so that it can be counted: each of it takes time, or is a sign of
 * trouble. A statement on a connection that is open and free tells nothing; round trips are counted by
 * {@link Scope#counting}.
 *
 * <p>The thread that does the work calls, so that several may call at once, and others wait for it: return at once and
 * do not use the pool. What a method throws is logged and changes nothing. Methods that are added will have defaults.
 */
public interface PoolListener {

    /** Why a connection was closed that nobody had asked to be closed. */
    enum Eviction {
        /** It lived for its 30 minutes. */
        AGED,
        /** It was idle for {@code DB_IDLE_TIMEOUT} and not the last one. */
        UNUSED,
        /** It was idle, and did not answer or had ended when it was to be lent. */
        DEAD,
        /** It was lost while it was lent, or could not be cleaned when it came back. */
        LOST,
        /** Its server takes no writes, though they were not meant to be forbidden. */
        READ_ONLY
    }

    /**
     * A connection was opened.
     *
     * @param took TCP, TLS and the login together, without the reading of a secret
     */
    default void connected(Duration took) {}

    /**
     * A login was refused and is tried again: after a pause where the server is full (53300) or starting (57P03), at
     * once where the secret holds another login (28P01, 28000).
     *
     * @param sqlState PostgreSQL's code for the refusal
     * @param attempt the one that begins now, from 2
     * @param wait how long was paused before it
     */
    default void loginRetried(String sqlState, int attempt, Duration wait) {}

    /**
     * A version of the secret was read, or could not be.
     *
     * @param versionStage its staging label, such as {@link SecretSource#CURRENT}
     * @param took with what was asked again after throttling and broken connections
     */
    default void secretRead(String versionStage, Duration took) {}

    /**
     * A caller had to wait, since as many connections as {@code DB_POOL_MAX} were in use.
     *
     * @param took until one was free, or until the time was up
     */
    default void waited(Duration took) {}

    /**
     * A connection was closed. Not told of are those closed with the pool.
     *
     * @param reason why it could not be kept
     */
    default void evicted(Eviction reason) {}

    /**
     * A caller gets an {@link OutcomeUnknownException}. What happens on a JDBC connection is not told.
     *
     * @param sqlState how the connection was lost, in the driver's words; null where they are none
     */
    default void outcomeUnknown(@Nullable String sqlState) {}
}
