package com.barkbase.db;

import java.util.List;
import org.postgresql.core.ServerVersion;
import org.postgresql.core.v3.ConnectionFactoryImpl;
import org.postgresql.core.v3.QueryExecutorImpl;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PgResultSet;

/**
 * Loads what a first login needs while its secret is still on the way, so that a cold start waits for the longer of
 * both and not for their sum. Nobody waits for it, and nothing is lost where it fails: the login itself does the same
 * and tells why it can't.
 */
final class LoginPreparation implements Runnable {
    private final Settings settings;

    private LoginPreparation(Settings settings) {
        this.settings = settings;
    }

    static void start(Settings settings) {
        Thread thread = new Thread(new LoginPreparation(settings), "barkbase-login-preparation");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            TrustedRoots.sslContext(settings.tlsRoots());
            loadDriver();
        } catch (RuntimeException | ClassNotFoundException | LinkageError e) {
            // told by the login, which needs the same
        }
    }

    /** By the classes that bring most others with them. */
    private static void loadDriver() throws ClassNotFoundException {
        List<Class<?>> classes = List.of(
                ConnectionFactoryImpl.class,
                QueryExecutorImpl.class,
                PgConnection.class,
                ServerVersion.class,
                PgResultSet.class);
        for (Class<?> each : classes) {
            Class.forName(each.getName(), true, each.getClassLoader());
        }
    }
}
