package com.barkbase.migrate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.barkbase.db.Pool;
import com.barkbase.db.SecretSource;
import com.barkbase.http.DbLayer;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The Lambda function that migrates, then lets the services in. Not behind the HTTP API: it is invoked when a version
 * is deployed, with any event. {@code DB_SECRET_NAME} names the owner's secret and {@code SERVICE_SECRET_NAME} that of
 * the services. What keeps it from its end fails the invocation, with sentences that say what to do.
 */
public final class MigrateHandler implements RequestStreamHandler {

    private final Supplier<Pool> owner;
    private final Supplier<SecretSource> secrets;
    private final Map<String, String> variables;

    public MigrateHandler() {
        this(DbLayer.pool(), () -> SecretSource.of(System.getenv()), System.getenv());
    }

    public MigrateHandler(Supplier<Pool> owner, Supplier<SecretSource> secrets, Map<String, String> variables) {
        this.owner = owner;
        this.secrets = secrets;
        this.variables = Map.copyOf(variables);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Schema.Outcome outcome = Schema.migrate(owner.get());
        Migrated migrated = new Migrated(outcome.migrations(), outcome.version(), letServicesIn() ? "set" : "kept");
        answer.write(Jsonb.instance().toJsonBytes(migrated));
    }

    /** Reads the secret only where it is needed: a function that may not read it can still migrate. */
    private boolean letServicesIn() {
        if (ServiceLogin.isOpen(owner.get())) {
            return false;
        }
        return ServiceLogin.open(
                owner.get(), ServiceSecret.password(secrets.get(), variables.get(ServiceSecret.VARIABLE)));
    }
}
