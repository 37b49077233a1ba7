package com.barkbase.db;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Why a server's certificate was refused, and what to do: for the person who reads the log. */
final class CertificateRefusal {
    /** The two kinds of subject alternative name that a host can have (RFC 5280, GeneralName). */
    private static final Set<Integer> DNS_NAME_AND_IP_ADDRESS = Set.of(2, 7);

    private CertificateRefusal() {}

    static String explain(RefusedCertificateException refused, String host, String server) {
        if (refused.isBecauseOf(CertificateExpiredException.class)) {
            return "%s presents %s: renew it there; this machine's clock says %s"
                    .formatted(server, expired(refused.chain()), Instant.now());
        }
        if (refused.isBecauseOf(CertificateNotYetValidException.class)) {
            return "%s presents %s: replace it there, or set the clock of this machine right, which says %s"
                    .formatted(server, notYetValid(refused.chain()), Instant.now());
        }
        if (refused.isBecauseOf(CertPathBuilderException.class)) {
            return server + " presents " + unknown(refused);
        }
        if (isOtherHost(refused)) {
            return "the certificate of %s is for %s and not for %s: connect by one of its names,"
                            .formatted(server, names(refused.leaf()), host)
                    + " or give the server a certificate that has this one";
        }
        return "the certificate of %s (%s) was refused: %s"
                .formatted(server, subject(refused.leaf()), refused.getMessage());
    }

    private static String expired(List<X509Certificate> chain) {
        Instant now = Instant.now();
        X509Certificate expired =
                first(chain, each -> each.getNotAfter().toInstant().isBefore(now));
        return "a certificate (%s) that expired on %s"
                .formatted(subject(expired), expired.getNotAfter().toInstant());
    }

    private static String notYetValid(List<X509Certificate> chain) {
        Instant now = Instant.now();
        X509Certificate early =
                first(chain, each -> each.getNotBefore().toInstant().isAfter(now));
        return "a certificate (%s) that is not valid before %s"
                .formatted(subject(early), early.getNotBefore().toInstant());
    }

    private static String unknown(RefusedCertificateException refused) {
        X509Certificate leaf = refused.leaf();
        if (leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
            return "a self-signed certificate (%s), for which no authority vouches: give the server one that has an"
                            .formatted(subject(leaf))
                    + " authority, or name the PEM file of this very certificate in DB_SSL_ROOT_CERT";
        }
        X509Certificate last = refused.chain().get(refused.chain().size() - 1);
        return "a certificate (%s) whose authority, %s, is not among %s: name a PEM file with that authority's root in"
                        .formatted(subject(leaf), last.getIssuerX500Principal().getName(), roots(refused.rootFile()))
                + " DB_SSL_ROOT_CERT (Amazon RDS in every region: " + TrustedRoots.AWS_BUNDLE + ")";
    }

    private static String roots(String rootFile) {
        return rootFile.isEmpty() ? "the built-in roots of Amazon RDS" : "the roots of DB_SSL_ROOT_CERT=" + rootFile;
    }

    /** The JDK's check of the host name throws the plain class; all else that it throws is of a class below it. */
    private static boolean isOtherHost(RefusedCertificateException refused) {
        Throwable refusal = refused.getCause();
        return refusal != null && refusal.getClass() == CertificateException.class;
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? subject(certificate) : hosts(names);
        } catch (CertificateParsingException e) {
            return subject(certificate) + " (its other names cannot be parsed: " + e.getMessage() + ")";
        }
    }

    private static String hosts(Collection<List<?>> names) {
        return names.stream()
                .filter(name -> DNS_NAME_AND_IP_ADDRESS.contains(name.get(0)))
                .map(name -> String.valueOf(name.get(1)))
                .collect(Collectors.joining(", "));
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static X509Certificate first(List<X509Certificate> chain, Predicate<X509Certificate> condition) {
        return chain.stream().filter(condition).findFirst().orElse(chain.get(0));
    }
}
