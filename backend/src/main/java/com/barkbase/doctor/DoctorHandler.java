package com.barkbase.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;

/**
 * The Lambda function that says what is wrong with its own environment: give it the layer, the variables, the role and
 * the subnets of the function that fails, and invoke it with any event. Not behind the HTTP API, since it names hosts
 * and roles.
 */
public final class DoctorHandler implements RequestStreamHandler {

    private static final int MOST_MILLIS = 15_000;
    /** For the schema and the answer itself. */
    private static final int RESERVED_MILLIS = 2_000;

    private final Map<String, String> variables;

    /** Connects to nothing: where that fails, the answer has to say why. */
    public DoctorHandler() {
        this(System.getenv());
    }

    DoctorHandler(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        int millis = Math.min(MOST_MILLIS, context.getRemainingTimeInMillis() - RESERVED_MILLIS);
        Report report = Examination.of(variables, Instant.now().plusMillis(millis));
        answer.write(report.toJson().getBytes(UTF_8));
    }
}
