package com.barkbase.chaos.rig;

import com.barkbase.db.Pool;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What Secrets Manager's rotation function does, in its four steps.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html">Rotation</a>
 */
public final class Rotation {
    private final StagedSecret secret;
    private final Pool operator;

    /** What happens between setSecret and finishSecret. */
    @FunctionalInterface
    public interface Window {
        void pass() throws Exception;
    }

    public Rotation(StagedSecret secret, Pool operator) {
        this.secret = secret;
        this.operator = operator;
    }

    /** The single-user strategy: the same user gets another password. */
    public void rotate(String password, Window window) throws Exception {
        rotate(user(), password, window);
    }

    /** The alternating-users strategy: another user, whose password is set too. */
    public void rotate(String user, String password, Window window) throws Exception {
        Map<String, String> next = new HashMap<>(current());
        next.put("username", user);
        next.put("password", password);
        secret.createPending(next);
        setPassword(operator, user, password);
        window.pass();
        secret.finish();
    }

    private String user() {
        return Objects.requireNonNull(current().get("username"));
    }

    private Map<String, String> current() {
        return Objects.requireNonNull(secret.fields(StagedSecret.CURRENT));
    }

    /** setSecret alone. */
    public static void setPassword(Pool operator, String user, String password) {
        operator.update("ALTER ROLE \"" + user + "\" PASSWORD '" + password.replace("'", "''") + "'");
    }
}
