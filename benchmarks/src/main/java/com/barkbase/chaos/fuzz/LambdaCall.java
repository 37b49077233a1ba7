package com.barkbase.chaos.fuzz;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.barkbase.http.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One call of a function as Lambda makes it, with what it answered and logged. */
final class LambdaCall implements Context, LambdaLogger {
    private static final int REMAINING_MILLIS = 29_000;

    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final StringBuilder log = new StringBuilder();

    private LambdaCall() {}

    static LambdaCall of(Endpoint function, byte[] event) throws IOException {
        LambdaCall call = new LambdaCall();
        function.handleRequest(new ByteArrayInputStream(event), call.answer, call);
        return call;
    }

    byte[] answer() {
        return answer.toByteArray();
    }

    String log() {
        return log.toString();
    }

    @Override
    public int getRemainingTimeInMillis() {
        return REMAINING_MILLIS;
    }

    @Override
    public LambdaLogger getLogger() {
        return this;
    }

    @Override
    public void log(String message) {
        log.append(message);
    }

    @Override
    public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public String getAwsRequestId() {
        return "fuzz";
    }

    @Override
    public String getFunctionName() {
        return "fuzz";
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:us-east-2:000000000000:function:fuzz";
    }

    @Override
    public String getLogGroupName() {
        return "fuzz";
    }

    @Override
    public String getLogStreamName() {
        return "fuzz";
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }
}
