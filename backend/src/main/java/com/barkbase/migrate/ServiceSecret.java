package com.barkbase.migrate;

import com.barkbase.db.SecretSource;
import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secret that the services log in with, {@code barkbase/{env}/postgres/app}. */
final class ServiceSecret {

    static final String VARIABLE = "SERVICE_SECRET_NAME";

    private static final long READ_MILLIS = 5_000;
    private static final String ROLE = "barkbase_app";

    private ServiceSecret() {}

    /**
     * The password in it, which must be printable ASCII so that it needs no normalisation.
     *
     * @throws MigrationException where it is not named, or is not the secret of {@code barkbase_app}
     */
    static String password(SecretSource secrets, @Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new MigrationException(VARIABLE + " is not set: name the secret of " + ROLE
                    + " in it, such as barkbase/dev/postgres/app.");
        }
        Map<String, Object> fields = fields(name, secrets.read(name, SecretSource.CURRENT, READ_MILLIS));
        if (!ROLE.equals(fields.get("username"))) {
            throw new MigrationException("The secret " + name + " is not of " + ROLE
                    + ": its \"username\" must be that, and " + VARIABLE + " must name it.");
        }
        if (fields.get("password") instanceof String password && password.matches("[\\x20-\\x7e]+")) {
            return password;
        }
        throw new MigrationException("The secret " + name + " has no \"password\" of printable ASCII: put one there.");
    }

    /** Without a cause, which would quote the secret. */
    private static Map<String, Object> fields(String name, String text) {
        try {
            return Jsonb.instance().type(Object.class).map().fromJson(text);
        } catch (JsonException | IllegalStateException unreadable) {
            throw new MigrationException(
                    "The secret " + name + " is no JSON object: put \"username\" and \"password\"" + " there.");
        }
    }
}
