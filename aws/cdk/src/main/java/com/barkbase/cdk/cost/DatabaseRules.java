package com.barkbase.cdk.cost;

import com.barkbase.cdk.template.Resource;
import com.barkbase.cdk.template.Templates;
import java.util.Map;

/** Instances, Aurora clusters and the proxy before them. Backups within the database's own size are free. */
record DatabaseRules(Figures prices, Figures usage, Templates templates) {
    private static final String INSTANCE = "AWS::RDS::DBInstance";
    private static final String CLUSTER = "AWS::RDS::DBCluster";
    private static final String SERVERLESS = "db.serverless";

    Map<String, Rule> byType() {
        return Map.of(INSTANCE, this::instance, CLUSTER, this::cluster, "AWS::RDS::DBProxy", this::proxy);
    }

    private Charge instance(Resource instance) {
        String size = size(instance);
        double hours = usage.of("hours");
        if (size.equals(SERVERLESS)) {
            // Without load a serverless instance stays at the least capacity; at the load, where usage.json says.
            double least = leastCapacity();
            double busy = Math.max(least, usage.of("aurora capacity"));
            double unit = prices.of("aurora capacity") * hours;
            return new Charge("%s ACU, %s at load".formatted(number(least), number(busy)), least * unit, busy * unit);
        }
        int copies = instance.properties().path("MultiAZ").asBoolean() ? 2 : 1;
        double storage = instance.number("AllocatedStorage").orElse(0.0);
        return Charge.fixed(
                "%s%s, %s GB".formatted(copies == 2 ? "2 x " : "", size, number(storage)),
                copies * (prices.of(size) * hours + storage * prices.of("rds storage")));
    }

    private Charge cluster(Resource cluster) {
        double storage = usage.of("aurora storage");
        double kept = storage * prices.of("aurora storage");
        double pages = usage.of("requests") * usage.of("aurora page accesses") * prices.of("aurora page accesses");
        return new Charge(number(storage) + " GB, page accesses", kept, kept + pages);
    }

    /** By the size of what is behind it, the standby not counted. */
    private Charge proxy(Resource proxy) {
        double hours = usage.of("hours");
        String size = templates
                .ofType(INSTANCE)
                .findFirst()
                .map(DatabaseRules::size)
                .orElseThrow(() -> new CostException("The proxy " + proxy.name()
                        + " has no database in these templates, and is charged by its size: give both."));
        if (size.equals(SERVERLESS)) {
            double counted = Math.max(greatestCapacity(), prices.of("rds proxy least capacity"));
            return Charge.fixed(number(counted) + " ACU", counted * prices.of("rds proxy capacity") * hours);
        }
        double processors = Math.max(prices.of("vcpu " + size), prices.of("rds proxy least vcpu"));
        return Charge.fixed(number(processors) + " vCPU", processors * prices.of("rds proxy vcpu") * hours);
    }

    private static String size(Resource instance) {
        return instance.properties().path("DBInstanceClass").asText();
    }

    private double leastCapacity() {
        return capacity("MinCapacity");
    }

    private double greatestCapacity() {
        return capacity("MaxCapacity");
    }

    private double capacity(String bound) {
        return templates
                .ofType(CLUSTER)
                .findFirst()
                .map(cluster -> cluster.properties()
                        .path("ServerlessV2ScalingConfiguration")
                        .path(bound)
                        .asDouble())
                .orElseThrow(() -> new CostException("A serverless instance has no cluster in these templates."));
    }

    static String number(double value) {
        return value == Math.rint(value) ? "%.0f".formatted(value) : "%s".formatted(value);
    }
}
