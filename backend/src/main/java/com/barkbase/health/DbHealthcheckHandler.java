package com.barkbase.health;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.barkbase.db.Pool;
import com.barkbase.http.DbLayer;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * The Lambda function that says whether the database answers. Not behind the HTTP API: it takes any event. It reads one
 * row and writes none; what goes wrong is in the log, and in the answer no more than that it did. Each check is counted
 * in the metric {@code healthy}.
 */
public final class DbHealthcheckHandler implements RequestStreamHandler {

    private final Supplier<Pool> pool;

    public DbHealthcheckHandler() {
        this(DbLayer.pool());
    }

    public DbHealthcheckHandler(Supplier<Pool> pool) {
        this.pool = pool;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        DatabaseHealth health = DatabaseCheck.of(
                pool.get(),
                context.getRemainingTimeInMillis(),
                line -> context.getLogger().log(line));
        answer.write(Jsonb.instance().toJsonBytes(health));
        context.getLogger()
                .log(HealthLine.of(health, context.getFunctionName(), System.currentTimeMillis())
                        .bytes());
    }
}
