package com.barkbase.cdk.cost;

import com.barkbase.cdk.template.Resource;
import com.barkbase.cdk.template.Templates;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions, and the schedules that start them. SnapStart costs nothing on Java's runtimes. */
record FunctionRules(Figures prices, Figures usage, Templates templates) {
    static final String FUNCTION = "AWS::Lambda::Function";
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
    private static final double MEGABYTES = 1024;
    private static final double MINUTES_IN_AN_HOUR = 60;
    private static final double HOURS_IN_A_DAY = 24;

    Map<String, Rule> byType() {
        return Map.of(FUNCTION, this::function, "AWS::Events::Rule", this::schedule);
    }

    private Charge function(Resource function) {
        JsonNode name = function.properties().path("FunctionName");
        if (!name.isTextual()) {
            return Charge.fixed("", 0); // the CDK's own: it runs during a deployment only
        }
        String service = name.asText().replaceFirst("barkbase-[a-z]+-", "");
        double requests = usage.of("requests") * usage.of("share " + service);
        if (requests == 0) {
            return Charge.fixed("", 0);
        }
        return new Charge(
                "%,.0f requests".formatted(requests), 0, running(function, requests) + watching(function, requests));
    }

    /** The calls, their time, and a secret read at each cold start. */
    private double running(Resource function, double requests) {
        double coldStarts = requests * usage.of("cold start share");
        double seconds = requests * usage.of("duration") + coldStarts * usage.of("cold start duration");
        return requests * prices.of("lambda request")
                + seconds * gigabytes(function) * prices.of("lambda gigabyte second arm64")
                + coldStarts * prices.of("secret read");
    }

    private double watching(Resource function, double requests) {
        boolean traced =
                function.properties().at("/TracingConfig/Mode").asText().equals("Active");
        return requests * usage.of("log gigabytes") * prices.of("log gigabyte")
                + usage.of("metrics of a function") * prices.of("metric")
                + (traced ? requests * usage.of("traced share") * prices.of("trace") : 0);
    }

    /** Its function runs whether anybody uses BarkBase or not. */
    private Charge schedule(Resource rule) {
        double calls =
                callsInAMonth(rule.properties().path("ScheduleExpression").asText());
        double gigabytes = Resource.references(rule.properties().path("Targets"))
                .mapToDouble(id -> gigabytesOf(rule.stack(), id))
                .max()
                .orElse(0);
        double call = prices.of("lambda request")
                + usage.of("duration") * gigabytes * prices.of("lambda gigabyte second arm64")
                + usage.of("log gigabytes") * prices.of("log gigabyte")
                + prices.of("trace");
        return Charge.fixed("%,.0f calls".formatted(calls), calls * call);
    }

    private double callsInAMonth(String expression) {
        Matcher rate = RATE.matcher(expression);
        if (!rate.matches()) {
            return 0; // starts on an event, not on the clock
        }
        double hours = switch (rate.group(2)) {
            case "minute" -> 1 / MINUTES_IN_AN_HOUR;
            case "hour" -> 1;
            default -> HOURS_IN_A_DAY;
        };
        return usage.of("hours") / (hours * Integer.parseInt(rate.group(1)));
    }

    /** Of the function behind a logical id, which may be an alias of it. */
    private double gigabytesOf(String stack, String id) {
        Resource target = templates.find(stack, id).orElse(null);
        if (target == null) {
            return 0;
        }
        return target.is(FUNCTION)
                ? gigabytes(target)
                : Resource.references(target.properties().path("FunctionName"))
                        .mapToDouble(function -> gigabytesOf(stack, function))
                        .max()
                        .orElse(0);
    }

    private double gigabytes(Resource function) {
        return function.number("MemorySize").orElse(usage.of("memory unless said")) / MEGABYTES;
    }
}
