package com.barkbase.db;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Secrets Manager answers for one secret.
 *
 * @param setBy what to look at when the endpoint turns out to be wrong
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Endpoint variables</a>
 */
record SecretsEndpoint(URI uri, String region, String setBy) {
    private static final String DEFAULT_REGION = "us-east-2";
    /** As part of a host's name; a pattern's repetition takes the stack, too. */
    private static final int LONGEST_REGION = 63;

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "[::1]");

    /** Groups of regions with a domain of their own, as botocore's partitions.json has them. */
    private enum Partition {
        CHINA("cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
        EUROPEAN_SOVEREIGN_CLOUD("eusc-", "amazonaws.eu", "api.amazonwebservices.eu"),
        ISO("us-iso-", "c2s.ic.gov", "api.aws.ic.gov"),
        ISO_B("us-isob-", "sc2s.sgov.gov", "api.aws.scloud"),
        ISO_E("eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
        ISO_F("us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
        /** GovCloud too; its plain names are dual-stack already. */
        COMMERCIAL("", "amazonaws.com", "amazonaws.com");

        private final String regionPrefix;
        private final String domain;
        private final String dualStackDomain;

        Partition(String regionPrefix, String domain, String dualStackDomain) {
            this.regionPrefix = regionPrefix;
            this.domain = domain;
            this.dualStackDomain = dualStackDomain;
        }

        static Partition of(String region) {
            for (Partition partition : values()) {
                if (region.startsWith(partition.regionPrefix)) {
                    return partition;
                }
            }
            return COMMERCIAL;
        }

        String domain(boolean fips, boolean dualStack) {
            boolean plainNameIsDualStack = this == CHINA && !fips;
            return dualStack && !plainNameIsDualStack ? dualStackDomain : domain;
        }
    }

    /**
     * The endpoint of a secret's name or ARN.
     *
     * @throws ConfigurationException where a variable is not usable; it is named
     */
    static SecretsEndpoint of(String secretId, Map<String, String> variables) {
        String[] arn = secretId.split(":", 7);
        boolean fullArn = arn.length == 7 && arn[0].equals("arn") && arn[2].equals("secretsmanager");
        String setBy = fullArn ? "the ARN in DB_SECRET_NAME" : "AWS_REGION";
        String region = fullArn ? arn[3] : orElse(variables.get("AWS_REGION"), DEFAULT_REGION);
        if (region.length() > LONGEST_REGION || !region.matches("[a-z]+(-[a-z0-9]+)+")) {
            throw new ConfigurationException("'" + ServerMessage.onOneLine(region)
                    + "' is not a region such as us-east-2: check " + setBy + ".");
        }
        boolean fips = flag("AWS_USE_FIPS_ENDPOINT", variables);
        boolean dualStack = flag("AWS_USE_DUALSTACK_ENDPOINT", variables);
        for (String name : new String[] {"AWS_ENDPOINT_URL_SECRETS_MANAGER", "AWS_ENDPOINT_URL"}) {
            String custom = variables.get(name);
            if (custom != null && !custom.isBlank()) {
                return new SecretsEndpoint(custom(name, custom.strip(), fips || dualStack), region, name);
            }
        }
        String host = (fips ? "secretsmanager-fips." : "secretsmanager.") + region + "."
                + Partition.of(region).domain(fips, dualStack);
        return new SecretsEndpoint(URI.create("https://" + host + "/"), region, setBy);
    }

    /** The Host header: with the port unless it is the scheme's own. */
    String host() {
        int schemesOwn = uri.getScheme().equals("https") ? 443 : 80;
        return uri.getHost() + (uri.getPort() < 0 || uri.getPort() == schemesOwn ? "" : ":" + uri.getPort());
    }

    /** True for names and addresses of this machine; a name that only resolves to it does not count. */
    static boolean isLoopback(String host) {
        return LOOPBACK_NAMES.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static URI custom(String name, String value, boolean variant) {
        if (variant) {
            throw new ConfigurationException(name + " cannot be combined with AWS_USE_FIPS_ENDPOINT or"
                    + " AWS_USE_DUALSTACK_ENDPOINT: unset one of them.");
        }
        URI uri = httpUri(value);
        if (uri == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new ConfigurationException(
                    name + " is not a plain http or https URL such as https://secretsmanager.us-east-2.amazonaws.com.");
        }
        if (uri.getScheme().equals("http") && !isLoopback(uri.getHost())) {
            throw new ConfigurationException(name + " would send requests in clear text to " + uri.getHost()
                    + ": use https, or http to localhost, 127.0.0.1 or [::1].");
        }
        return uri.getRawPath().isEmpty() ? uri.resolve("/") : uri;
    }

    /** The value as a URL with a host, or null. */
    static @Nullable URI httpUri(String value) {
        try {
            URI uri = new URI(value);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean flag(String name, Map<String, String> variables) {
        String value = orElse(variables.get(name), "false");
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new ConfigurationException(
                    name + " is '" + ServerMessage.onOneLine(value) + "': allowed are true and false.");
        }
        return value.equalsIgnoreCase("true");
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
