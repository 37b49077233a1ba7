package com.barkbase.chaos.rig;

import com.barkbase.db.Pool;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

/**
 * A server, the secret of its service login and Secrets Manager, as environments of Lambda meet them: by TLS, with a
 * password from the secret.
 */
public final class Installation implements AutoCloseable {
    private final Postgres postgres;
    private final Pool operator;
    private final StagedSecret secret;
    private final SecretServer secrets;

    /** @param settings PostgreSQL's */
    public Installation(Map<String, String> settings) throws IOException {
        this(settings, (authority, secret) -> new SecretServer(secret));
    }

    private Installation(Map<String, String> settings, SecretService service) throws IOException {
        this.postgres = Postgres.start(settings);
        this.operator = postgres.operator();
        this.secret = new StagedSecret(
                "barkbase/dev/postgres/app",
                Map.of(
                        "username", Postgres.SERVICE,
                        "password", Postgres.initialPassword(Postgres.SERVICE),
                        "host", Postgres.HOST,
                        "port", Integer.toString(postgres.port()),
                        "dbname", Postgres.DATABASE));
        this.secrets = service.serve(postgres.authority(), secret);
    }

    /** One whose secret is read by HTTPS, by processes that trust the server's {@link Postgres#authority}. */
    public static Installation overHttps(Map<String, String> settings) throws IOException {
        return new Installation(settings, (authority, secret) -> {
            try {
                return new SecretServer(
                        secret, authority.issue("secrets", "dns:localhost").sslContext());
            } catch (GeneralSecurityException e) {
                throw new IOException("no certificate for the secrets' server", e);
            }
        });
    }

    @FunctionalInterface
    private interface SecretService {
        SecretServer serve(Authority authority, StagedSecret secret) throws IOException;
    }

    public Postgres postgres() {
        return postgres;
    }

    /** A superuser's. */
    public Pool operator() {
        return operator;
    }

    public StagedSecret secret() {
        return secret;
    }

    public SecretServer secrets() {
        return secrets;
    }

    public Rotation rotation() {
        return new Rotation(secret, operator);
    }

    /** The variables of one environment, known to Secrets Manager by its access key. */
    public Map<String, String> environment(String accessKey) {
        Map<String, String> variables = new HashMap<>(secrets.variables(accessKey));
        variables.put("DB_SSL_ROOT_CERT", postgres.rootCertificate().toString());
        // A busy machine's first logins take seconds; what may not take long is measured, not timed out.
        variables.put("DB_CONNECTION_TIMEOUT", "30000");
        return variables;
    }

    /** All of the user's. */
    public void endSessions(String user) {
        Postgres.endSessions(operator, user);
    }

    @Override
    public void close() throws IOException {
        secrets.close();
        operator.close();
        postgres.close();
    }
}
