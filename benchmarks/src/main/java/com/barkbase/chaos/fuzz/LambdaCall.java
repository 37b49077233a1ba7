package com.barkbase.chaos.fuzz;

import com.barkbase.http.Endpoint;
import com.barkbase.lambda.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** One call of a function as Lambda makes it, with what it answered and logged. */
final class LambdaCall {
    private static final int REMAINING_MILLIS = 29_000;

    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final TestContext context = new TestContext(REMAINING_MILLIS);

    private LambdaCall() {}

    static LambdaCall of(Endpoint function, byte[] event) throws IOException {
        LambdaCall call = new LambdaCall();
        function.handleRequest(new ByteArrayInputStream(event), call.answer, call.context);
        return call;
    }

    byte[] answer() {
        return answer.toByteArray();
    }

    String log() {
        return context.log();
    }
}
