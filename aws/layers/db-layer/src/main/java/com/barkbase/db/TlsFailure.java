package com.barkbase.db;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;

/** Turns what the driver throws while a connection with TLS is opened into one sentence with cause and remedy. */
final class TlsFailure {
    private TlsFailure() {}

    /**
     * What failed and what to do about it, with host and port.
     *
     * @param failure why a connection could not be opened
     * @param host as it was asked for
     * @return null when the failure is not about TLS
     */
    static @Nullable String explain(Throwable failure, String host, int port) {
        ConfigurationException configuration = cause(failure, ConfigurationException.class);
        if (configuration != null) {
            return configuration.getMessage();
        }
        String server = host + ":" + port;
        RefusedCertificateException refused = cause(failure, RefusedCertificateException.class);
        if (refused != null) {
            return CertificateRefusal.explain(refused, host, server);
        }
        SSLException handshake = cause(failure, SSLException.class);
        if (handshake != null) {
            return "TLS with %s failed (%s): the server must speak TLS 1.2 or 1.3, and nothing on the way may cut it"
                    .formatted(server, ServerMessage.onOneLine(String.valueOf(handshake.getMessage())));
        }
        return isSilence(failure) ? silent(server) : explainWithoutTls(failure, server);
    }

    /** A connection that could not be made times out as well, but that is not about TLS. */
    private static boolean isSilence(Throwable failure) {
        SocketTimeoutException timeout = cause(failure, SocketTimeoutException.class);
        return timeout != null && "Read timed out".equals(timeout.getMessage());
    }

    private static String silent(String server) {
        return server + " accepted the connection and then said nothing: check that a PostgreSQL listens there, that it"
                + " is not overloaded, and what stands between";
    }

    private static @Nullable String explainWithoutTls(Throwable failure, String server) {
        SQLException refusal = cause(failure, SQLException.class);
        String message = refusal == null ? null : refusal.getMessage();
        if (message == null) {
            return null;
        }
        if (message.equals(GT.tr("The server does not support SSL."))) {
            return server + " does not offer TLS: turn it on there (ssl = on, with a certificate);"
                    + " DB_SSL_MODE=disable is for a local database only";
        }
        if (message.equals(GT.tr("Authentication method is not allowed by requireAuth"))) {
            return server + " asks for what it is not given (the password in clear or by MD5 without TLS, GSS, or"
                    + " SSPI): let its pg_hba.conf say scram-sha-256, and set the password anew where it is stored for"
                    + " MD5";
        }
        // Without a SQLSTATE of its own; these are the words of pg_hba.conf's refusals since PostgreSQL 14 and before.
        boolean wantsTls = message.contains(", no encryption") || message.contains(", SSL off");
        return wantsTls ? server + " refuses a login without TLS: set DB_SSL_MODE=verify-full" : null;
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
