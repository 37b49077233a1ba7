package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsSourceTest {
    private static final String KEY = "AWS_ACCESS_KEY_ID";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
    private static final String CONTAINER = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    @Test
    void takesTheVariablesBeforeTheContainer() throws Exception {
        Map<String, String> variables =
                Map.of(KEY, "AKID", SECRET, "wJalrX ", "AWS_SESSION_TOKEN", "", CONTAINER, "http://localhost/never");
        assertThat(credentials(variables)).isEqualTo(new AwsCredentials("AKID", "wJalrX", null));
    }

    @Test
    void tellsADeveloperHowToGetCredentials() {
        for (Map<String, String> none : java.util.List.of(Map.<String, String>of(), Map.of(KEY, "AKID", SECRET, " "))) {
            assertThatThrownBy(() -> credentials(none))
                    .isInstanceOf(SecretException.class)
                    .hasMessage("No AWS credentials: neither AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY nor"
                            + " AWS_CONTAINER_CREDENTIALS_FULL_URI is set. Set them, on a developer's machine with"
                            + " eval \"$(aws configure export-credentials --format env)\".");
        }
    }

    @Test
    void tellsThatTheExecutionRolesCredentialsAreMissingOnLambda() {
        assertThatThrownBy(() -> credentials(Map.of("AWS_LAMBDA_FUNCTION_NAME", "pets")))
                .hasMessage("No AWS credentials: neither AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY nor"
                        + " AWS_CONTAINER_CREDENTIALS_FULL_URI is set. The execution role's credentials are missing;"
                        + " Lambda sets them: find what unsets them.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2\nX-Injected: 1", "hunter2 hunter2", "hünter2", "hunter2\u0000"})
    void refusesCredentialsThatNoHeaderCanCarryAndDoesNotQuoteThem(String bad) {
        for (String variable : new String[] {KEY, SECRET, "AWS_SESSION_TOKEN"}) {
            Map<String, String> variables = new java.util.HashMap<>(Map.of(KEY, "AKID", SECRET, "wJalrX"));
            variables.put(variable, bad);
            assertThatThrownBy(() -> credentials(variables))
                    .hasMessage("The AWS credentials hold a blank, a line break or another character that none can"
                            + " have: set them anew, on a developer's machine with"
                            + " eval \"$(aws configure export-credentials --format env)\".");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://example.com/",
                "http://localhost.example.com/",
                "http://127.0.0.1.example.com/",
                "http://[fe80::1]/",
                "http://0.0.0.0/",
                "http://localhost@example.com/"
            })
    void fetchesCredentialsInClearTextOnlyFromThisMachine(String url) {
        String host = java.net.URI.create(url).getHost();
        assertThatThrownBy(() -> credentials(Map.of(CONTAINER, url)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("AWS_CONTAINER_CREDENTIALS_FULL_URI would fetch credentials in clear text from " + host
                        + ": use https, or http to this machine, 169.254.170.2, 169.254.170.23 or [fd00:ec2::23].");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1234/x",
                "http://127.0.0.1/x",
                "http://127.1.2.3/x",
                "http://[::1]/x",
                "http://169.254.170.2/x",
                "http://169.254.170.23/v1/credentials",
                "http://[fd00:ec2::23]/v1/credentials",
                "https://example.com/x"
            })
    void mayFetchCredentialsFromTheContainersAddressesAndAnywhereByHttps(String url) {
        assertThatThrownBy(() -> new CredentialsSource(Map.of(CONTAINER, url)).get(new BoundedHttp(0)))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no time is left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost/", "localhost:80", "http://", "http:///x", "http://hunter2:\n@/"})
    void refusesWhatIsNotAUrl(String url) {
        assertThatThrownBy(() -> credentials(Map.of(CONTAINER, url)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("AWS_CONTAINER_CREDENTIALS_FULL_URI is not an http or https URL.");
    }

    @Test
    void refusesATokenWithALineBreak() {
        Map<String, String> variables =
                Map.of(CONTAINER, "http://localhost/", "AWS_CONTAINER_AUTHORIZATION_TOKEN", "hunter2\n");
        assertThatThrownBy(() -> credentials(variables))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("AWS_CONTAINER_AUTHORIZATION_TOKEN holds a line break or another character that no header"
                        + " may have: remove it.");
    }

    private static AwsCredentials credentials(Map<String, String> variables) throws SocketTimeoutException {
        return new CredentialsSource(variables).get(new BoundedHttp(1_000));
    }
}
