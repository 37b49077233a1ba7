package com.barkbase.chaos.rig;

import com.barkbase.db.Pool;
import java.io.IOException;
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
        this.secrets = new SecretServer(secret);
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
