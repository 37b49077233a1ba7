package com.barkbase.bench.compare;

/** Who is compared, in the order of the tables. */
public enum Competitor {
    BARKBASE("BarkBase", "", "subject.DbLayerContender"),
    TENANT("BarkBase, in a tenant's scope", "", "subject.DbLayerContender$OfTenant"),
    HIKARI("HikariCP + AWS SDK", "hikari", "hikari.HikariContender"),
    SECRETS_DRIVER("aws-secretsmanager-jdbc", "secretsmanager-jdbc", "secretsdriver.SecretsDriverContender"),
    WRAPPER("AWS Advanced JDBC Wrapper", "wrapper", "wrapper.WrapperContender"),
    SPRING("Spring Boot", "spring-boot", "springboot.SpringBootContender"),
    QUARKUS("Quarkus", "quarkus", "quarkus.QuarkusContender"),
    NODE("node-postgres + AWS SDK", "node", ""),
    /** It reads no secret, and neither do those below. */
    DRIVER("pgjdbc alone", "", "subject.DriverContender"),
    PSQL("psql", "", ""),
    PGBENCH("pgbench, prepared", "", "");

    /** As the page calls it. */
    public final String title;

    /** Its folder in {@code contenders}; empty where the main build has made it. */
    final String module;

    private final String contender;

    Competitor(String title, String module, String contender) {
        this.title = title;
        this.module = module;
        this.contender = contender;
    }

    String contender() {
        return "com.barkbase.bench." + contender;
    }
}
