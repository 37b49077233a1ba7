package com.barkbase.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.jdbc.PgConnection;

/** Opens sessions: finds the login, verifies the server, tries a newer secret once where the login is refused. */
final class Connector {
    private static final Set<String> LOGIN_REFUSED = Set.of("28P01", "28000");
    /** Ends a storm of logins that all fail alike, and lets a mended password work a moment later. */
    private static final long REFUSAL_REMEMBERED_MILLIS = 1_000;

    private final Settings settings;
    private final Logins logins;
    private final Driver driver = new Driver();
    private volatile @Nullable Refusal lastRefusal;

    private record Refusal(Login login, ConnectionException error, Deadline until) {}

    Connector(Settings settings, Logins logins) {
        this.settings = settings;
        this.logins = logins;
    }

    /**
     * Opens a session within {@code until}.
     *
     * @throws DbException that says why there is none
     */
    Session open(Deadline until) {
        Login login = logins.current(until);
        failAgainIfJustRefused(login);
        try {
            return open(login, until);
        } catch (SQLException first) {
            if (!LOGIN_REFUSED.contains(String.valueOf(first.getSQLState()))) {
                throw explain(login, first);
            }
            return openAfterRefusal(login, first, until);
        }
    }

    private Session openAfterRefusal(Login refused, SQLException refusal, Deadline until) {
        Login renewed = logins.after(refused, until);
        if (renewed.equals(refused)) {
            throw remember(refused, explain(refused, refusal));
        }
        Log.info("PostgreSQL refused the login of " + refused + " (" + refusal.getSQLState()
                + "); the secret was read again and holds another one, trying that");
        try {
            return open(renewed, until);
        } catch (SQLException e) {
            throw remember(renewed, explain(renewed, e));
        }
    }

    private Session open(Login login, Deadline until) throws SQLException {
        long start = System.nanoTime();
        try (DeadlineSocketFactory.Login attempt = new DeadlineSocketFactory.Login(until)) {
            Connection connection = driver.connect(url(login), properties(login));
            if (connection == null) {
                throw new IllegalStateException("the driver does not know " + url(login));
            }
            Session session = new Session(connection.unwrap(PgConnection.class), attempt.socket(), login);
            Log.info("connected to " + login + (settings.tls() ? " by TLS" : "") + " in "
                    + (System.nanoTime() - start) / 1_000_000 + " ms");
            return session;
        }
    }

    private void failAgainIfJustRefused(Login login) {
        Refusal refusal = lastRefusal;
        if (refusal != null && refusal.login.equals(login) && !refusal.until.hasPassed()) {
            throw new ConnectionException(
                    String.valueOf(refusal.error.getMessage()), false, refusal.error.sqlState(), refusal.error);
        }
    }

    private ConnectionException remember(Login login, ConnectionException error) {
        if (LOGIN_REFUSED.contains(String.valueOf(error.sqlState()))) {
            lastRefusal = new Refusal(login, error, Deadline.in(REFUSAL_REMEMBERED_MILLIS));
        }
        return error;
    }

    private ConnectionException explain(Login login, SQLException failure) {
        return ConnectFailure.explain(failure, login, logins.remedy());
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
        } else {
            properties.setProperty("sslmode", "disable");
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
