package com.barkbase.db;

import java.util.Iterator;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Where the database's login comes from in secret mode. AWS Secrets Manager, unless a function brings its own by
 * {@link java.util.ServiceLoader}. Implementations are called from many threads, but for one secret never twice at the
 * same time.
 */
public interface SecretSource {

    /** The version of a secret that is in use. */
    String CURRENT = "AWSCURRENT";

    /** The version that a rotation is about to bring into use; usually there is none. */
    String PENDING = "AWSPENDING";

    /**
     * Reads one version of a secret.
     *
     * @param secretId the secret's name or full ARN
     * @param versionStage the staging label, such as {@link #CURRENT}
     * @param timeoutMillis how long the read may take in all, at least 1
     * @return the secret's text, a JSON object
     * @throws DbException where it cannot be read; the message says why and never holds the secret
     */
    String read(String secretId, String versionStage, long timeoutMillis);

    /**
     * The source that the pool uses: the function's own where it brings one, else AWS Secrets Manager.
     *
     * @param variables region, endpoint and credentials, by the names of the environment variables; looked at when a
     *     secret is read
     * @return a source that is thread-safe and has read nothing yet
     */
    static SecretSource of(Map<String, String> variables) {
        Iterator<SecretSource> own = ServiceLoader.load(SecretSource.class, SecretSource.class.getClassLoader())
                .iterator();
        return own.hasNext() ? own.next() : new SecretsManager(variables);
    }
}
