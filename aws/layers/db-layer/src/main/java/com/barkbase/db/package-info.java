/**
 * The way from a Java function on AWS Lambda to PostgreSQL.
 *
 * <p>{@link com.barkbase.db.Db} is the door: it makes one {@link com.barkbase.db.Pool} from the environment variables,
 * which connects when the first statement needs it. A pool runs statements as its login itself;
 * {@link com.barkbase.db.Pool#asTenant} gives the {@link com.barkbase.db.Scope} of one tenant, behind row-level
 * security, and {@link com.barkbase.db.Scope#before} one with a deadline:
 *
 * <pre>{@code
 * List<String> names = Db.getPool()
 *         .asTenant(tenantId)
 *         .before(deadline)
 *         .query("SELECT name FROM \"Pet\" WHERE id = $1", row -> row.string("name"), id);
 * }</pre>
 *
 * <ul>
 *   <li><b>Placeholders</b> are PostgreSQL's own, {@code $1, $2, …}; one call runs one statement.
 *   <li><b>Values</b> travel as text, and the server infers their types. A {@link com.barkbase.db.Row} reads a column
 *       as the Java type that is asked for. Moments are never shifted by a time zone of the JVM.
 *   <li><b>Errors</b> on the way to the data are one family, {@link com.barkbase.db.DbException}, with one question:
 *       {@link com.barkbase.db.DbException#safeToRetry()}. A call that is wrong in itself (two statements, a value too
 *       few, a column that is not there) is an {@link java.lang.IllegalArgumentException}. No message holds a
 *       credential.
 *   <li><b>Time</b>: every statement and every wait has a limit. Settings are in milliseconds; deadlines are
 *       {@link java.time.Instant}s.
 *   <li><b>Threads</b>: a pool, its scopes, results and rows may be shared freely, by virtual threads too. A JDBC
 *       connection is for one thread at a time.
 *   <li><b>Null</b> is refused and never returned, except where {@code @Nullable} says so.
 *   <li><b>Libraries</b> (jOOQ, Jdbi, Spring, Flyway) take a pool or a scope as a {@link javax.sql.DataSource}.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package com.barkbase.db;
