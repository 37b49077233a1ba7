package com.barkbase.db;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says why one secret could not be read and what to do. Of AWS's own texts only those are passed on that cannot hold
 * parts of the signed request.
 */
record SecretFailures(
        String secretId, String versionStage, SecretsEndpoint endpoint, long timeoutMillis, String remedy) {
    private static final int LONGEST_QUOTE = 400;

    /** An answer of Secrets Manager other than the secret; its message may repeat the request that was signed. */
    record Refusal(int status, String code, String message) {
        private static final Set<String> OF_THE_CLOCK = Set.of(
                "RequestTimeTooSkewed",
                "RequestExpired",
                "RequestInTheFuture",
                "InvalidSignatureException",
                "SignatureDoesNotMatch");
        private static final Set<String> OF_AGE = Set.of("ExpiredTokenException", "ExpiredToken");
        private static final Set<String> OF_CREDENTIALS = Set.of(
                "UnrecognizedClientException",
                "InvalidClientTokenId",
                "IncompleteSignature",
                "MissingAuthenticationTokenException");
        private static final Set<String> OF_HASTE = Set.of(
                "ThrottlingException",
                "Throttling",
                "ThrottledException",
                "RequestLimitExceeded",
                "TooManyRequestsException");

        static Refusal of(int status, Map<String, String> answer) {
            String type = answer.getOrDefault("__type", "");
            String code = type.substring(type.indexOf('#') + 1);
            String message = answer.getOrDefault("message", answer.getOrDefault("Message", ""));
            return new Refusal(status, code, message);
        }

        boolean passes() {
            return status >= 500 || ofHaste();
        }

        /** What Secrets Manager did, where that may pass. */
        String passing() {
            return ofHaste() ? "throttled the requests" : "failed (status " + status + ")";
        }

        boolean ofHaste() {
            return status == 429 || OF_HASTE.contains(code);
        }

        boolean ofTheClock() {
            return OF_THE_CLOCK.contains(code);
        }

        boolean ofAge() {
            return OF_AGE.contains(code);
        }

        boolean ofCredentials() {
            return ofTheClock() || ofAge() || OF_CREDENTIALS.contains(code);
        }

        boolean ofTheKey() {
            boolean aboutTheKey = message.contains("KMS") || message.contains("kms:");
            return code.equals("DecryptionFailure") || (code.startsWith("AccessDenied") && aboutTheKey);
        }
    }

    SecretException refused(Refusal refusal, AwsCredentials used) {
        String said = quoted(refusal.message(), used);
        if (refusal.ofCredentials()) {
            return definite("AWS refused the credentials of " + remedy + " (" + refusal.code() + ").");
        }
        if (refusal.ofTheKey()) {
            return definite("The " + secret() + " cannot be decrypted: grant the caller kms:Decrypt on the secret's key"
                    + " and check that the key is enabled." + said);
        }
        return definite(
                switch (refusal.code()) {
                    case "ResourceNotFoundException" ->
                        "Secrets Manager has no " + secret() + " with a version " + versionStage
                                + ": check DB_SECRET_NAME and AWS_REGION.";
                    case "AccessDeniedException", "AccessDenied" ->
                        "Access to the " + secret()
                                + " is denied: grant the caller secretsmanager:GetSecretValue on it." + said;
                    default ->
                        "Secrets Manager refused to read the " + secret() + " (" + refusal.status() + " "
                                + printable(refusal.code()) + "): check the secret in the AWS console." + said;
                });
    }

    /** The text for a refusal that may pass, after so many requests. */
    String keptRefusing(Refusal refusal, int requests) {
        return "Secrets Manager at " + endpoint.host() + " " + refusal.passing() + " until the " + timeoutMillis
                + " ms were up (requests: " + requests + "): try again later.";
    }

    String silent() {
        return "Secrets Manager at " + endpoint.host() + " did not answer within " + timeoutMillis
                + " ms: in a VPC the function's subnets need an interface endpoint for Secrets Manager"
                + " or a NAT gateway.";
    }

    String credentialsSilent() {
        return "No AWS credentials within " + timeoutMillis
                + " ms: the endpoint of AWS_CONTAINER_CREDENTIALS_FULL_URI did not answer.";
    }

    SecretException unknownHost(IOException cause) {
        return passing(
                "The host " + endpoint.host() + " of region " + endpoint.region() + " does not resolve: check "
                        + endpoint.setBy() + ".",
                cause);
    }

    SecretException nothingListens(IOException cause) {
        return passing("Nothing listens at " + endpoint.host() + ": check " + endpoint.setBy() + ".", cause);
    }

    String cut(int times) {
        return "Secrets Manager at " + endpoint.host() + " broke the connection without an answer (" + times
                + " times): try again later, and check " + endpoint.setBy() + ".";
    }

    SecretException tls(SSLException cause) {
        Throwable detail = certificateFault(cause);
        String message = detail == null
                ? "TLS with " + endpoint.host() + " failed (" + cause.getMessage() + "): check " + endpoint.setBy()
                        + "."
                : "The certificate of " + endpoint.host() + " is not trusted (" + detail.getMessage()
                        + "): add its issuer to the platform's trust store, or check " + endpoint.setBy() + ".";
        return new SecretException(message, false, cause);
    }

    SecretException notSecretsManager(int status) {
        return definite(endpoint.host() + " answered " + status + " with something that is not Secrets Manager's JSON"
                + ": find what answers there, such as a proxy, and check " + endpoint.setBy() + ".");
    }

    SecretException binary() {
        return definite(
                "The " + secret() + " is binary (SecretBinary): store it as text (SecretString), a JSON object.");
    }

    SecretException interrupted(InterruptedException cause) {
        return passing("Interrupted while the " + secret() + " was read.", cause);
    }

    SecretException unexpected(Exception cause) {
        return new SecretException("The " + secret() + " could not be read, by a fault of this layer.", false, cause);
    }

    private String secret() {
        return "secret '" + secretId + "' in " + endpoint.region();
    }

    private static SecretException definite(String message) {
        return new SecretException(message, false, null);
    }

    private static SecretException passing(String message, Exception cause) {
        return new SecretException(message, true, cause);
    }

    private static @Nullable Throwable certificateFault(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof CertificateException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String quoted(String message, AwsCredentials used) {
        String token = used.sessionToken();
        boolean leaks = message.contains(used.secretAccessKey()) || (token != null && message.contains(token));
        if (leaks || message.isEmpty()) {
            return "";
        }
        String start = message.substring(0, Math.min(message.length(), LONGEST_QUOTE));
        return " Secrets Manager says: " + printable(start);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
