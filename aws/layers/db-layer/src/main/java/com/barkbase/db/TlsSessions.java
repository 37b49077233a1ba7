package com.barkbase.db;

import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/** What Java remembers of ended TLS connections, to resume them: with it goes the key that was agreed on. */
final class TlsSessions {
    private TlsSessions() {}

    static void forget(Collection<SSLContext> contexts) {
        contexts.forEach(context -> forget(context.getClientSessionContext()));
    }

    /** Of the platform's own context, by which secrets are read. */
    static void forgetDefault() {
        try {
            forget(List.of(SSLContext.getDefault()));
        } catch (NoSuchAlgorithmException e) {
            Log.info("this JVM has no TLS of its own, and so no sessions of it: " + e.getMessage());
        }
    }

    private static void forget(SSLSessionContext sessions) {
        for (byte[] id : Collections.list(sessions.getIds())) {
            SSLSession session = sessions.getSession(id);
            if (session != null) {
                session.invalidate();
            }
        }
    }
}
