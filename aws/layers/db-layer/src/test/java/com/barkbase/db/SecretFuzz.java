package com.barkbase.db;

import com.barkbase.db.FuzzTally.Fault;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Jackson is the oracle of what a secret's text holds; what a login is made of then is the README's to say. */
public final class SecretFuzz implements Fuzz {
    private static final String NAME = "barkbase/dev/postgres/app";
    private static final String HOST = "db.example";
    /** A read costs its characters some times over, and the errors' texts. */
    private static final long BYTES_PER_CHARACTER = 64;

    private static final long BYTES_AT_MOST_ANYWAY = 1 << 20;
    private static final long PATIENCE_MILLIS = 60_000;

    private static final Settings SETTINGS = Settings.from(Map.of("DB_SECRET_NAME", NAME, "DB_HOST", HOST));

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Override
    public String part() {
        return "secret reader";
    }

    @Override
    public void attack(RandomGenerator random, int inputs, FuzzTally tally) {
        RandomSecret secrets = new RandomSecret(random);
        for (int i = 0; i < inputs; i++) {
            attack(secrets.next(), tally);
        }
    }

    private void attack(String secret, FuzzTally tally) {
        Logins logins = new SecretLogins(SETTINGS, NAME, (id, stage, millis) -> secret, new ListenerGuard());
        Deadline until = Deadline.in(PATIENCE_MILLIS);
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long start = tally.start();
        String outcome;
        try {
            Login login = logins.current(until);
            tally.tried(start);
            tally.message(() -> secret, login.toString());
            outcome = told(login);
        } catch (SecretException e) {
            tally.tried(start);
            String message = String.valueOf(e.getMessage());
            tally.message(() -> secret, message);
            outcome = message.contains(NAME) ? null : "an error that does not name the secret: " + message;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            tally.tried(start);
            tally.found(Fault.UNTYPED_ERROR, secret, e.toString());
            return;
        }
        long used = threads.getCurrentThreadAllocatedBytes() - bytes;
        if (used > BYTES_AT_MOST_ANYWAY + BYTES_PER_CHARACTER * secret.length()) {
            tally.found(Fault.WRONG_ANSWER, secret, used + " bytes of memory for " + secret.length() + " characters");
        }
        compare(secret, outcome, tally);
    }

    private static void compare(String secret, @Nullable String outcome, FuzzTally tally) {
        Map<String, String> members = OtherJson.members(secret);
        Login expected = members == null ? null : login(members);
        String wanted = expected == null ? null : told(expected);
        if (wanted == null ? outcome != null : !wanted.equals(outcome)) {
            tally.found(Fault.WRONG_ANSWER, secret, outcome + ", and not " + (wanted == null ? "a refusal" : wanted));
        }
    }

    /** With the password, which Login itself does not show. */
    private static String told(Login login) {
        return login + " with " + login.password();
    }

    /** The login that the README promises for these members of a secret; null where it promises an error. */
    private static @Nullable Login login(Map<String, String> members) {
        String host = members.getOrDefault("host", HOST);
        String user = members.getOrDefault("username", "");
        String password = members.getOrDefault("password", "");
        String port = members.getOrDefault("port", "5432");
        String database = members.getOrDefault("dbname", members.getOrDefault("database", ""));
        boolean complete = !user.isBlank() && !password.isBlank() && RandomSettings.isHost(host);
        return complete && RandomSettings.isPort(port)
                ? new Login(host, Integer.parseInt(port), database.isBlank() ? "barkbase" : database, user, password)
                : null;
    }
}
