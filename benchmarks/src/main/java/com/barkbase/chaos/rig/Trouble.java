package com.barkbase.chaos.rig;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What befalls a request to Secrets Manager. */
@FunctionalInterface
public interface Trouble {
    Trouble NONE = stage -> null;

    /** What is answered; status 0 hangs up. */
    record Answer(int status, String body) {
        static final Answer HANG_UP = new Answer(0, "");

        static Answer refusal(int status, String type, String message) {
            return new Answer(status, "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
        }
    }

    /** Null where the request is answered as it should be. May take its time. */
    @Nullable
    Answer befalls(String stage) throws InterruptedException;

    static Trouble down() {
        return stage -> Answer.HANG_UP;
    }

    static Trouble failing() {
        return stage -> Answer.refusal(500, "InternalServiceError", "An error occurred on the server side.");
    }

    static Trouble slow(Duration delay) {
        return stage -> {
            Thread.sleep(delay);
            return null;
        };
    }

    /** The caller may read every version but this one. */
    static Trouble denied(String denied) {
        return stage -> stage.equals(denied)
                ? Answer.refusal(
                        400, "AccessDeniedException", "not authorized to perform: secretsmanager:GetSecretValue")
                : null;
    }

    /** No more than so many requests in any second are let through. */
    static Trouble throttled(int perSecond) {
        Deque<Long> passed = new ArrayDeque<>();
        return stage -> {
            synchronized (passed) {
                long now = System.nanoTime();
                while (!passed.isEmpty()
                        && now - passed.getFirst() > Duration.ofSeconds(1).toNanos()) {
                    passed.removeFirst();
                }
                if (passed.size() < perSecond) {
                    passed.addLast(now);
                    return null;
                }
                return Answer.refusal(400, "ThrottlingException", "Rate exceeded");
            }
        };
    }
}
