package com.barkbase.db;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.WrappedFactory;

/**
 * TLS 1.2 or 1.3 to a PostgreSQL whose certificate comes from a {@linkplain TrustedRoots trusted root} and names the
 * host that was asked for. Public only because pgjdbc makes one by name for each connection; the roots behind it are
 * parsed once.
 */
public final class TlsSocketFactory extends WrappedFactory {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * Made by pgjdbc.
     *
     * @param rootFile a PEM file of trusted roots, read at its first use; null or empty for those of Amazon RDS
     * @throws ConfigurationException if that file holds no certificates
     */
    public TlsSocketFactory(@Nullable String rootFile) {
        factory = TrustedRoots.sslContext(rootFile == null ? "" : rootFile).getSocketFactory();
    }

    /** What pgjdbc is told, so that it connects through this class. */
    static Map<String, String> driverSettings(String rootFile) {
        return Map.of(
                "sslmode", "verify-full", "sslfactory", TlsSocketFactory.class.getName(), "sslfactoryarg", rootFile);
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        SSLSocket socket = (SSLSocket) super.createSocket(plain, host, port, autoClose);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        // pgjdbc compares host and certificate too, but after the handshake and without telling the certificate's
        // names.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return new MessageSocket(socket);
    }
}
