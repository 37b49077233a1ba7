package com.barkbase.cdk;

import java.util.Map;

/** What every stack of a service gives its functions. */
public final class ServiceStackProps {

    private ServiceStackProps() {}

    /** The variables with which a function that carries the db-layer finds its database. */
    public static Map<String, String> buildDbEnvironment(Environment environment, String databaseName) {
        return Map.of(
                "DB_SECRET_NAME",
                environment.secretName("postgres/credentials"),
                "DB_NAME",
                databaseName,
                "BARKBASE_ENV",
                environment.id(),
                // Does nothing in Java; Node.js functions share this environment.
                "AWS_NODEJS_CONNECTION_REUSE_ENABLED",
                "1");
    }
}
