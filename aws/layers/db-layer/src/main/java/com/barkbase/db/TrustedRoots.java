package com.barkbase.db;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Who may vouch for PostgreSQL: the roots of Amazon RDS that are in the jar, or those of the file that {@code
 * DB_SSL_ROOT_CERT} names. The platform's own store is never asked. Parsed once per JVM and file, by whichever thread
 * is first: a file that changes later is seen by the next JVM.
 */
final class TrustedRoots {
    /** Where AWS publishes the roots of all regions. */
    static final String AWS_BUNDLE = "https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem";

    private static final String BUILT_IN = "rds-roots.pem";
    /** That Java keeps of ended connections, 20,480 by itself and for a day; PostgreSQL resumes none. */
    private static final int MOST_SESSIONS = 8;

    private static final Map<String, SSLContext> CONTEXTS = new ConcurrentHashMap<>();

    private TrustedRoots() {}

    /**
     * The one context of these roots; may be asked for early, so that a bad file is told before the first connection.
     *
     * @param file a PEM file; empty for the roots of Amazon RDS
     * @throws ConfigurationException if it cannot be read or holds no certificates
     */
    static SSLContext sslContext(String file) {
        return CONTEXTS.computeIfAbsent(file, TrustedRoots::newContext);
    }

    /** Those that were asked for. */
    static Collection<SSLContext> contexts() {
        return CONTEXTS.values();
    }

    private static SSLContext newContext(String file) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trustManager(file)}, null);
            context.getClientSessionContext().setSessionCacheSize(MOST_SESSIONS);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot make a TLS context", e);
        }
    }

    static ServerTrust trustManager(String file) throws GeneralSecurityException {
        PKIXBuilderParameters parameters =
                new PKIXBuilderParameters(file.isEmpty() ? builtIn() : ofFile(file), new X509CertSelector());
        parameters.setRevocationEnabled(false); // as RDS's roots name no place to ask for revocations
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return new ServerTrust((X509ExtendedTrustManager) factory.getTrustManagers()[0], file);
    }

    private static Set<TrustAnchor> builtIn() {
        try (InputStream pem = Objects.requireNonNull(TrustedRoots.class.getResourceAsStream(BUILT_IN), BUILT_IN)) {
            return anchors(pem.readAllBytes());
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("the db-layer's jar is damaged: " + BUILT_IN, e);
        }
    }

    private static Set<TrustAnchor> ofFile(String file) {
        try {
            return anchors(Files.readAllBytes(Path.of(file)));
        } catch (NoSuchFileException e) {
            throw unusable(file, "does not exist");
        } catch (IOException e) {
            throw unusable(file, "cannot be read (" + e.getMessage() + ")");
        } catch (CertificateException e) {
            throw unusable(file, "holds no certificates that can be used (" + e.getMessage() + ")");
        }
    }

    private static Set<TrustAnchor> anchors(byte[] pem) throws CertificateException {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            anchors.add(new TrustAnchor((X509Certificate) certificate, null));
        }
        if (anchors.isEmpty()) {
            throw new CertificateException("it is empty");
        }
        return anchors;
    }

    private static ConfigurationException unusable(String file, String fault) {
        return new ConfigurationException("DB_SSL_ROOT_CERT=" + file + " " + fault
                + ": name a PEM file with at least one -----BEGIN CERTIFICATE----- block that is deployed with the"
                + " function, such as " + AWS_BUNDLE + ", or leave it unset for the built-in roots of Amazon RDS");
    }
}
