package com.barkbase.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.jdbc.PgConnection;

/** Opens sessions: finds the login, verifies the server, tries another of the secret's logins where one is refused. */
final class Connector {
    private static final Set<String> LOGIN_REFUSED = Set.of("28P01", "28000");
    /** No free connection; the server is starting. */
    private static final Set<String> ASK_AGAIN = Set.of("53300", "57P03");

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;
    /** Ends a storm of logins that all fail alike, and lets a mended password work a moment later. */
    private static final long REFUSAL_REMEMBERED_MILLIS = 1_000;

    private final Settings settings;
    private final Logins logins;
    private final PoolListener listener;
    private final Driver driver = new Driver();
    private volatile @Nullable Refusal lastRefusal;

    private record Refusal(List<Login> logins, ConnectionException error, Deadline until) {}

    Connector(Settings settings, Logins logins, PoolListener listener) {
        this.settings = settings;
        this.logins = logins;
        this.listener = listener;
    }

    /**
     * Opens a session within {@code until}; while the server is full or starting, it is asked again.
     *
     * @throws DbException that says why there is none
     */
    Session open(Deadline until) {
        ConnectionException refusal = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return openOnce(until);
            } catch (ConnectionException e) {
                boolean mayAskAgain = ASK_AGAIN.contains(String.valueOf(e.sqlState()));
                if (refusal != null && !mayAskAgain && until.hasPassed()) {
                    throw refusal; // the last attempt had too little time to learn anything
                }
                if (!mayAskAgain || !pause(attempt, e, until)) {
                    throw e;
                }
                refusal = e;
            }
        }
    }

    /**
     * Full jitter: of many environments that found the server full, some come back soon and none at the same time.
     *
     * @see <a href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">Jitter</a>
     */
    private boolean pause(int attempt, ConnectionException cause, Deadline until) {
        long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
        long millis = Jitter.upTo(most);
        boolean paused = until.pause(millis);
        if (paused) {
            String state = String.valueOf(cause.sqlState());
            Log.info("attempt " + (attempt + 1) + " to connect, " + millis + " ms after a refusal (" + state + ")");
            listener.loginRetried(state, attempt + 1, Duration.ofMillis(millis));
        }
        return paused;
    }

    private Session openOnce(Deadline until) {
        List<Login> refused = new ArrayList<>();
        SQLException first = null;
        Login login = logins.current(until);
        failAgainIfJustRefused(login);
        while (login != null) {
            try {
                return open(login, until);
            } catch (SQLException e) {
                ConnectionException error = ConnectFailure.explain(e, login, logins.remedy());
                String state = String.valueOf(error.sqlState());
                if (!LOGIN_REFUSED.contains(state)) {
                    throw error;
                }
                first = first == null ? e : first;
                refused.add(login);
                login = next(refused, first, until);
                if (login != null) {
                    listener.loginRetried(state, refused.size() + 1, Duration.ZERO);
                }
            }
        }
        throw remember(refused, ConnectFailure.explain(Objects.requireNonNull(first), refused.get(0), logins.remedy()));
    }

    /** That PostgreSQL refused the login is told also where there is no other to be had. */
    private @Nullable Login next(List<Login> refused, SQLException first, Deadline until) {
        try {
            return logins.next(refused, until);
        } catch (SecretException | ConfigurationException unreadable) {
            String remedy = "The secret could not be read again: " + unreadable.getMessage();
            ConnectionException refusal = ConnectFailure.explain(first, refused.get(0), remedy);
            throw remember(
                    refused,
                    new ConnectionException(
                            String.valueOf(refusal.getMessage()),
                            unreadable.safeToRetry(),
                            refusal.sqlState(),
                            unreadable));
        }
    }

    private Session open(Login login, Deadline until) throws SQLException {
        long start = System.nanoTime();
        if (settings.tls()) {
            TrustedRoots.sslContext(settings.tlsRoots()); // so that an unusable file is told in its own words
        }
        try (DeadlineSocketFactory.Login attempt = new DeadlineSocketFactory.Login(until, settings.tls())) {
            Connection connection = connect(login);
            Session session = new Session(connection.unwrap(PgConnection.class), attempt.socket(), login);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Log.info("connected to " + login + (settings.tls() ? " by TLS" : "") + " in " + took.toMillis() + " ms");
            listener.connected(took);
            return session;
        }
    }

    private Connection connect(Login login) throws SQLException {
        try {
            Connection connection = driver.connect(url(login), properties(login));
            if (connection == null) {
                throw new IllegalStateException("the driver does not know " + url(login));
            }
            return connection;
        } catch (DbException known) {
            throw known;
        } catch (RuntimeException
                | LinkageError
                | AssertionError e) { // the driver's own, over an answer that it could not read
            throw new SQLException(e.toString(), ConnectFailure.PROTOCOL_VIOLATION, e);
        }
    }

    private void failAgainIfJustRefused(Login login) {
        Refusal refusal = lastRefusal;
        if (refusal != null && refusal.logins.contains(login) && !refusal.until.hasPassed()) {
            throw new ConnectionException(
                    String.valueOf(refusal.error.getMessage()),
                    refusal.error.safeToRetry(),
                    refusal.error.sqlState(),
                    refusal.error);
        }
    }

    private ConnectionException remember(List<Login> refused, ConnectionException error) {
        lastRefusal = new Refusal(refused, error, Deadline.in(REFUSAL_REMEMBERED_MILLIS));
        return error;
    }

    private static String url(Login login) {
        String host = login.host().contains(":") ? "[" + login.host() + "]" : login.host();
        return "jdbc:postgresql://" + host + ":" + login.port() + "/";
    }

    private Properties properties(Login login) {
        Properties properties = new Properties();
        properties.setProperty("PGDBNAME", login.database());
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("ApplicationName", settings.applicationName());
        // Without this the driver sends a SET after the login: one round trip more.
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("tcpKeepAlive", "true");
        // The sockets' own deadline bounds the whole login; the driver's limit for this one answer stays out of its
        // way.
        properties.setProperty("sslResponseTimeout", Long.toString(settings.connectionTimeoutMillis()));
        properties.setProperty("socketFactory", DeadlineSocketFactory.class.getName());
        properties.setProperty("stringtype", "unspecified");
        // Rows are read as text: no type of a column is ever looked up by a round trip of its own.
        properties.setProperty("binaryTransfer", "false");
        // The server's detail quotes the row that it refused, which may be personal data.
        properties.setProperty("logServerErrorDetail", "false");
        addTls(properties);
        addSession(properties);
        return properties;
    }

    private void addTls(Properties properties) {
        if (settings.tls()) {
            properties.putAll(TlsSocketFactory.driverSettings(settings.tlsRoots()));
            properties.setProperty("requireAuth", "scram-sha-256,md5,password,none");
        } else {
            properties.setProperty("sslmode", "disable");
            // Without TLS nobody knows who asks: no password in clear, nor by MD5, a hash soon tried out.
            properties.setProperty("requireAuth", "scram-sha-256,none");
        }
    }

    /** A transaction-pooling proxy shares sessions between clients: nothing may be kept in one, or set at its start. */
    private void addSession(Properties properties) {
        if (settings.proxyEndpoint() != null) {
            properties.setProperty("prepareThreshold", "0");
            return;
        }
        long statement = settings.statementTimeoutMillis();
        properties.setProperty(
                "options",
                "-c statement_timeout=" + statement
                        + " -c lock_timeout=" + Math.min(statement, Session.LOCK_TIMEOUT_MILLIS)
                        + " -c idle_in_transaction_session_timeout=" + Session.IDLE_IN_TRANSACTION_TIMEOUT_MILLIS);
    }
}
