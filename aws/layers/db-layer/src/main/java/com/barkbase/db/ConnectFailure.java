package com.barkbase.db;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why a session could not be opened, and what to do. */
final class ConnectFailure {
    /** Refused because the server starts, stops or is full: the next try may succeed. */
    private static final Set<String> PASSING = Set.of("53300", "57P01", "57P02", "57P03");

    static final String PROTOCOL_VIOLATION = "08P01";

    private ConnectFailure() {}

    static ConnectionException explain(SQLException failure, Login login, String remedy) {
        String state = failure.getSQLState();
        if (isLate(failure)) { // first, since TLS calls it a fault of its own
            return new ConnectionException(late(login), true, state, failure);
        }
        String tls = TlsFailure.explain(failure, login.host(), login.port());
        if (tls != null) {
            return new ConnectionException(tls + ".", false, state, failure);
        }
        String network = network(failure, login);
        if (network != null) {
            return new ConnectionException(network, true, state, failure);
        }
        return refusal(failure, String.valueOf(state), login, remedy);
    }

    private static boolean isLate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeadlineSocket.TimeUpException) {
                return true;
            }
        }
        return false;
    }

    private static String late(Login login) {
        return "PostgreSQL at " + login.server() + " did not answer in the time allowed (DB_CONNECTION_TIMEOUT, or the"
                + " caller's deadline): check the security group, the route and that the server runs.";
    }

    private static @Nullable String network(SQLException failure, Login login) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "The host name " + login.host() + " does not resolve: check DB_HOST, or the secret's \"host\".";
            } else if (cause instanceof SocketTimeoutException) {
                return late(login);
            } else if (cause instanceof MessageStream.ImpossibleMessageException) {
                return "The server at " + login.server() + " " + cause.getMessage()
                        + ": check that DB_HOST and DB_PORT, or the secret's host and port, name a PostgreSQL.";
            } else if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return "Nothing listens at " + login.server()
                        + ": check that PostgreSQL runs there, DB_HOST and DB_PORT, or the secret's host and port.";
            } else if (cause instanceof SocketException
                    && Thread.currentThread().isInterrupted()) {
                return "The thread was interrupted while it connected to PostgreSQL at " + login.server() + ".";
            } else if (cause instanceof java.io.IOException) {
                return "PostgreSQL at " + login.server() + " hung up during the login: is it a PostgreSQL server, and"
                        + " not starting or full?";
            }
        }
        return null;
    }

    private static ConnectionException refusal(SQLException failure, String state, Login login, String remedy) {
        String message = switch (state) {
            case "28P01", "28000" ->
                "PostgreSQL at " + login.server() + " refused the login of \"" + ServerMessage.onOneLine(login.user())
                        + "\" (" + state + "). " + remedy;
            case "3D000" ->
                "The database \"" + ServerMessage.onOneLine(login.database()) + "\" does not exist at " + login.server()
                        + " (3D000): check DB_NAME, or the secret's \"dbname\".";
            case "53300" ->
                "PostgreSQL at " + login.server()
                        + " has no connection left (53300): lower DB_POOL_MAX or the functions' concurrency, or"
                        + " raise max_connections.";
            case PROTOCOL_VIOLATION, "99999" -> // the driver's word for an exception that it did not expect
                "PostgreSQL at " + login.server() + " sent an answer that could not be read (" + state + "): "
                        + ServerMessage.of(failure) + ".";
            case "57P03" -> "PostgreSQL at " + login.server() + " is starting up or shutting down (57P03).";
            default ->
                "PostgreSQL at " + login.server() + " refused the session (" + state + "): " + ServerMessage.of(failure)
                        + ".";
        };
        return new ConnectionException(message, PASSING.contains(state), state, failure);
    }
}
