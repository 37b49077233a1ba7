package com.barkbase.cdk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * A separate copy of BarkBase: what each one is, as a table whose columns are dev, staging and prod, and how what it
 * owns is named. The environment is part of every name, so that several share an account without touching each other.
 * What may be said otherwise for one synthesis is in {@link Deployment}.
 */
public enum Environment {
    DEV,
    STAGING,
    PROD;

    // The network

    /** How the private subnets reach what is outside: functions need Secrets Manager and nothing else. */
    public Nat nat() {
        return of(Nat.NONE, Nat.INSTANCE, Nat.GATEWAY);
    }

    /** Availability zones with subnets: RDS asks for two, even for an instance that lives in one. */
    public int zones() {
        return of(2, 2, 2);
    }

    // The database

    public Engine engine() {
        return of(Engine.INSTANCE, Engine.INSTANCE, Engine.INSTANCE);
    }

    /** Without the prefix {@code db.}: 1, 4 and 16 GiB of memory, which must carry {@link #maxConnections}. */
    public String instanceClass() {
        return of("t4g.micro", "t4g.medium", "r7g.large");
    }

    /** Aurora's largest capacity, in ACU of 2 GiB each; the smallest is 0.5. */
    public int auroraCapacity() {
        return of(2, 4, 16);
    }

    /** A second server in another zone that takes over: RDS's standby, Aurora's reader. */
    public boolean multiAz() {
        return of(false, false, true);
    }

    public boolean proxy() {
        return of(false, false, false);
    }

    /** PostgreSQL's {@code max_connections}, against which {@code ConnectionBudget} is counted. */
    public int maxConnections() {
        return of(60, 250, 1100);
    }

    public int backupDays() {
        return of(7, 7, 35);
    }

    /** Between two rotations of a password. */
    public int rotationDays() {
        return of(90, 7, 30);
    }

    /** Nothing with data goes by one command: stacks and database can't be deleted, snapshots and secrets stay. */
    public boolean isProtected() {
        return of(false, false, true);
    }

    /** What becomes of data when its stack lets it go. */
    public RemovalPolicy removalPolicy() {
        return isProtected() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }

    // The functions

    /** What Lambda runs at once in the account: 10 in a new one, 1000 later; Service Quotas says. */
    public int accountConcurrency() {
        return of(10, 200, 1000);
    }

    /** Of the account's, what a function keeps to itself and can't exceed. A new account has none to give. */
    public Map<String, Integer> reservedConcurrency() {
        return of(
                Map.of(),
                Map.of("owners", 20, "pets", 40, "vaccinations", 20, "staff", 10),
                Map.of("owners", 150, "pets", 300, "vaccinations", 150, "staff", 50));
    }

    /** {@code DB_POOL_MAX}: an execution environment runs one request at a time. */
    public int poolMax() {
        return of(1, 1, 1);
    }

    /** Whether a new version is tried on a tenth of the requests first, and taken back where it alarms. */
    public boolean canary() {
        return of(false, false, true);
    }

    public boolean alarms() {
        return of(false, true, true);
    }

    public RetentionDays logRetention() {
        return of(RetentionDays.ONE_WEEK, RetentionDays.ONE_MONTH, RetentionDays.ONE_YEAR);
    }

    public List<String> corsOrigins() {
        return of(
                List.of(
                        "http://localhost:3000",
                        "http://localhost:5173",
                        "http://localhost:4173",
                        "http://127.0.0.1:3000",
                        "http://127.0.0.1:5173",
                        "http://127.0.0.1:4173"),
                List.of("https://staging.barkbase.com"),
                List.of("https://app.barkbase.com", "https://www.barkbase.com"));
    }

    private <T> T of(T dev, T staging, T prod) {
        return switch (this) {
            case DEV -> dev;
            case STAGING -> staging;
            case PROD -> prod;
        };
    }

    // Names

    /**
     * The environment of that name.
     *
     * @param id {@code dev}, {@code staging} or {@code prod}; null is {@code dev}
     * @throws SynthesisException where there is no such environment
     */
    public static Environment named(@Nullable String id) {
        return Choice.of(DEV, "environment", "env", id);
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code Barkbase-SharedResourcesStack-dev}. */
    public String stackId(String name) {
        return "Barkbase-" + name + "Stack-" + id();
    }

    /** {@code barkbase-dev-db-layer}. */
    public String resourceName(String name) {
        return "barkbase-" + id() + "-" + name;
    }

    /** {@code /barkbase/dev/layers/db-layer-arn}, in Systems Manager. */
    public String parameterName(String path) {
        return "/barkbase/" + id() + "/" + path;
    }

    /** {@code barkbase/dev/postgres/credentials}, in Secrets Manager. */
    public String secretName(String path) {
        return "barkbase/" + id() + "/" + path;
    }

    /** The tags that everything of this environment carries. */
    public Map<String, String> tags() {
        return Map.of("Project", "BarkBase", "Environment", id(), "ManagedBy", "CDK");
    }
}
