package com.barkbase.cdk;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A separate copy of BarkBase. The environment is part of the name of everything that a copy owns, so that several
 * share an account without touching each other; how those names are made is said here and nowhere else.
 */
public enum Environment {
    DEV,
    STAGING,
    PROD;

    /**
     * The environment of that name.
     *
     * @param id {@code dev}, {@code staging} or {@code prod}; null is {@code dev}
     * @throws SynthesisException where there is no such environment
     */
    public static Environment named(@Nullable String id) {
        if (id == null) {
            return DEV;
        }
        return Arrays.stream(values())
                .filter(environment -> environment.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new SynthesisException("There is no environment '" + id + "': env is one of " + ids() + "."));
    }

    private static String ids() {
        return Arrays.stream(values()).map(Environment::id).collect(joining(", "));
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
