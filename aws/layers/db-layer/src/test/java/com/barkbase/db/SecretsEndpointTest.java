package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsEndpointTest {
    private static final String NAME = "barkbase/dev/postgres/credentials";
    private static final String URL = "AWS_ENDPOINT_URL";

    @ParameterizedTest
    @CsvSource({
        "us-east-2,       false, false, secretsmanager.us-east-2.amazonaws.com",
        "us-east-2,       false, true,  secretsmanager.us-east-2.amazonaws.com",
        "us-east-2,       true,  false, secretsmanager-fips.us-east-2.amazonaws.com",
        "us-east-2,       true,  true,  secretsmanager-fips.us-east-2.amazonaws.com",
        "us-gov-west-1,   true,  true,  secretsmanager-fips.us-gov-west-1.amazonaws.com",
        "cn-north-1,      false, false, secretsmanager.cn-north-1.amazonaws.com.cn",
        "cn-north-1,      false, true,  secretsmanager.cn-north-1.amazonaws.com.cn",
        "cn-north-1,      true,  false, secretsmanager-fips.cn-north-1.amazonaws.com.cn",
        "cn-north-1,      true,  true,  secretsmanager-fips.cn-north-1.api.amazonwebservices.com.cn",
        "eusc-de-east-1,  false, false, secretsmanager.eusc-de-east-1.amazonaws.eu",
        "eusc-de-east-1,  false, true,  secretsmanager.eusc-de-east-1.api.amazonwebservices.eu",
        "us-iso-east-1,   false, false, secretsmanager.us-iso-east-1.c2s.ic.gov",
        "us-isob-east-1,  false, true,  secretsmanager.us-isob-east-1.api.aws.scloud",
        "eu-isoe-west-1,  true,  false, secretsmanager-fips.eu-isoe-west-1.cloud.adc-e.uk",
        "us-isof-south-1, true,  true,  secretsmanager-fips.us-isof-south-1.api.aws.hci.ic.gov"
    })
    void isTheNameThatAwsGivesIt(String region, String fips, String dualStack, String host) {
        SecretsEndpoint endpoint = SecretsEndpoint.of(
                NAME,
                Map.of("AWS_REGION", region, "AWS_USE_FIPS_ENDPOINT", fips, "AWS_USE_DUALSTACK_ENDPOINT", dualStack));
        assertThat(endpoint.uri()).hasToString("https://" + host + "/");
        assertThat(endpoint.host()).isEqualTo(host);
        assertThat(endpoint.region()).isEqualTo(region);
    }

    @Test
    void isInOhioWhereNothingSaysOtherwise() {
        assertThat(SecretsEndpoint.of(NAME, Map.of("AWS_REGION", " ")).region()).isEqualTo("us-east-2");
    }

    @Test
    void isInTheRegionOfAFullArn() {
        String arn = "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:" + NAME + "-AbCdEf";
        assertThat(SecretsEndpoint.of(arn, Map.of("AWS_REGION", "us-west-2")).host())
                .isEqualTo("secretsmanager.cn-north-1.amazonaws.com.cn");
    }

    @Test
    void prefersTheServicesOwnVariable() {
        Map<String, String> variables = Map.of(URL + "_SECRETS_MANAGER", "http://localhost:4566", URL, "http://[::1]");
        assertThat(SecretsEndpoint.of(NAME, variables).uri()).hasToString("http://localhost:4566/");
        assertThat(SecretsEndpoint.of(NAME, Map.of(URL, "https://vpce-1.example:443/base")))
                .returns("vpce-1.example", SecretsEndpoint::host)
                .returns("/base", endpoint -> endpoint.uri().getRawPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localstack:4566", "http://127.0.0.1.example.com:4566", "http://10.0.0.1:4566"})
    void refusesClearTextToAnotherMachine(String url) {
        String host = java.net.URI.create(url).getHost();
        refused(
                Map.of(URL, url),
                "AWS_ENDPOINT_URL would send requests in clear text to " + host
                        + ": use https, or http to localhost, 127.0.0.1 or [::1].");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:4566", "ftp://localhost", "https://", "https://u:hunter2@host", "https://h?x=1", "h h"
            })
    void refusesWhatIsNotAPlainUrlWithoutQuotingIt(String url) {
        refused(
                Map.of(URL, url),
                "AWS_ENDPOINT_URL is not a plain http or https URL such as"
                        + " https://secretsmanager.us-east-2.amazonaws.com.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-2.evil.example/", "Ohio", "us_east_2", "us-east-2\n", "useast2", "-"})
    void refusesWhatIsNotARegion(String region) {
        refused(
                Map.of("AWS_REGION", region + "?"),
                "'" + region.replace('\n', ' ') + "?' is not a region such as us-east-2: check AWS_REGION.");
    }

    @Test
    void refusesARegionThatIsTooLongForAHostsName() {
        refused(
                Map.of("AWS_REGION", "us-east-2".repeat(5_000)),
                "'" + "us-east-2".repeat(5_000).substring(0, 1_000)
                        + "…' is not a region such as us-east-2: check AWS_REGION.");
    }

    @Test
    void refusesToForgetFipsForAnotherEndpoint() {
        refused(
                Map.of(URL, "https://localhost", "AWS_USE_FIPS_ENDPOINT", "true"),
                "AWS_ENDPOINT_URL cannot be combined with AWS_USE_FIPS_ENDPOINT or AWS_USE_DUALSTACK_ENDPOINT:"
                        + " unset one of them.");
        refused(Map.of("AWS_USE_FIPS_ENDPOINT", "yes"), "AWS_USE_FIPS_ENDPOINT is 'yes': allowed are true and false.");
    }

    @Test
    void isNamedWithItsRegionWhereItDoesNotResolve() {
        SecretsEndpoint endpoint = SecretsEndpoint.of(NAME, Map.of("AWS_REGION", "us-nowhere-1"));
        assertThat(new SecretFailures(NAME, SecretSource.CURRENT, endpoint, 1, "")
                        .unknownHost(new UnknownHostException()))
                .hasMessage(
                        "The host secretsmanager.us-nowhere-1.amazonaws.com of region us-nowhere-1 does not resolve:"
                                + " check AWS_REGION.");
    }

    private static void refused(Map<String, String> variables, String message) {
        assertThatThrownBy(() -> SecretsEndpoint.of(NAME, variables))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }
}
