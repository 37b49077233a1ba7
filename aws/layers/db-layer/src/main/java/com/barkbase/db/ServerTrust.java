package com.barkbase.db;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The JDK's own judgement of a server's certificate; a refusal also carries what the server presented, so that {@link
 * TlsFailure} can name it.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private final String rootFile;

    ServerTrust(X509ExtendedTrustManager judge, String rootFile) {
        this.judge = judge;
        this.rootFile = rootFile;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType, Socket socket) throws CertificateException {
        tellWhatWasPresented(chain, () -> judge.checkServerTrusted(chain, keyType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
            throws CertificateException {
        tellWhatWasPresented(chain, () -> judge.checkServerTrusted(chain, keyType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
        tellWhatWasPresented(chain, () -> judge.checkServerTrusted(chain, keyType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, Socket socket) throws CertificateException {
        judge.checkClientTrusted(chain, keyType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(chain, keyType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
        judge.checkClientTrusted(chain, keyType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }

    private void tellWhatWasPresented(X509Certificate[] chain, Judgement judgement) throws CertificateException {
        try {
            judgement.pass();
        } catch (CertificateException refusal) {
            throw new RefusedCertificateException(chain, rootFile, refusal);
        }
    }

    @FunctionalInterface
    private interface Judgement {
        void pass() throws CertificateException;
    }
}
