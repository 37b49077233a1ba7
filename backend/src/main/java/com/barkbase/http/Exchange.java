package com.barkbase.http;

import com.barkbase.fields.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One event on its way to an answer, and what the log will say of it. */
final class Exchange {

    private final Event event;
    private final String function;
    private final Instant begun = Instant.now();
    private final long begunNanos = System.nanoTime();
    private final LongAdder roundTrips = new LongAdder();
    private @Nullable String error;

    /** @param function the Lambda function's name */
    Exchange(Event event, String function) {
        this.event = event;
        this.function = function;
    }

    /** The request that the event makes of {@code route}, checked; of use for {@code millis} from now. */
    Request request(Route route, int millis) {
        return new Request(event, route, Instant.now().plusMillis(millis), roundTrips);
    }

    /** What the client is told; the log gets what it is not. */
    Response explain(RuntimeException failure, @Nullable Route route) {
        Problem problem = Failures.problem(failure, route == null ? null : route.body());
        if (problem != failure) {
            error = Failures.describe(failure);
        }
        return problem.response(event.requestId());
    }

    LogLine logLine(int status) {
        Map<String, Object> pool = PoolCounts.SHARED.take();
        long ms = Duration.ofNanos(System.nanoTime() - begunNanos).toMillis();
        return new LogLine(
                event.requestId(),
                event.routeKey(),
                Id.parse(event.authorized("tenantId")).orElse(null),
                status,
                ms,
                roundTrips.intValue(),
                status >= 500 ? 1 : 0,
                error,
                function,
                pool,
                LogLine.metrics(begun.toEpochMilli(), pool));
    }
}
