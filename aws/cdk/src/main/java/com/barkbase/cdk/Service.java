package com.barkbase.cdk;

import com.barkbase.Routes;
import com.barkbase.doctor.DoctorHandler;
import com.barkbase.health.DbHealthcheckHandler;
import com.barkbase.health.HealthHandler;
import com.barkbase.migrate.MigrateHandler;
import com.barkbase.openapi.OpenApiHandler;
import com.barkbase.owners.OwnersHandler;
import com.barkbase.pets.PetsHandler;
import com.barkbase.staff.StaffHandler;
import com.barkbase.vaccinations.VaccinationsHandler;

/**
 * The Lambda functions, a row each. An HTTP API gives up after 30 s, so what is behind it gets a little less; memory
 * buys processor time, of which a cold start needs the most.
 */
enum Service {
    //           name             handler                     MB    seconds
    OWNERS("owners", OwnersHandler.class, 1024, 29),
    PETS("pets", PetsHandler.class, 1024, 29),
    VACCINATIONS("vaccinations", VaccinationsHandler.class, 1024, 29),
    STAFF("staff", StaffHandler.class, 1024, 29),
    HEALTH("health", HealthHandler.class, 1024, 10),
    OPENAPI("openapi", OpenApiHandler.class, 512, 10),
    DB_HEALTHCHECK("db-healthcheck", DbHealthcheckHandler.class, 512, 15),
    DOCTOR("doctor", DoctorHandler.class, 512, 30),
    MIGRATE("migrate", MigrateHandler.class, 1024, 600);

    private final String id;
    private final Class<?> handler;
    private final int megabytes;
    private final int seconds;

    Service(String id, Class<?> handler, int megabytes, int seconds) {
        this.id = id;
        this.handler = handler;
        this.megabytes = megabytes;
        this.seconds = seconds;
    }

    /** {@code db-healthcheck}: a part of the function's name. */
    String id() {
        return id;
    }

    String handler() {
        return handler.getName();
    }

    int megabytes() {
        return megabytes;
    }

    int seconds() {
        return seconds;
    }

    /** Whether people wait for it: all that serves a route of the API. */
    boolean isBehindTheApi() {
        return Routes.ALL.stream().anyMatch(route -> route.handler().equals(handler));
    }

    /** {@code DB_POOL_MAX}. Flyway holds a second connection, with the lock on its history, while it migrates. */
    int poolMax(Environment environment) {
        return this == MIGRATE ? 2 : environment.poolMax();
    }
}
