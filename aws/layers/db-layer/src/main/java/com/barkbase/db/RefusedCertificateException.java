package com.barkbase.db;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** A server's certificate was refused: what it presented, and whose roots it was held against. */
final class RefusedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient List<X509Certificate> chain;
    private final String rootFile;

    RefusedCertificateException(X509Certificate[] chain, String rootFile, CertificateException refusal) {
        super(refusal.getMessage(), refusal);
        this.chain = List.of(chain);
        this.rootFile = rootFile;
    }

    boolean isBecauseOf(Class<? extends Throwable> type) {
        for (Throwable each = getCause(); each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    X509Certificate leaf() {
        return chain.get(0);
    }

    /** As presented: the server's own certificate first. */
    List<X509Certificate> chain() {
        return chain;
    }

    /** Empty for the built-in roots of Amazon RDS. */
    String rootFile() {
        return rootFile;
    }
}
