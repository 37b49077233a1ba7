package com.barkbase.db;

import com.barkbase.db.BoundedHttp.Answer;
import com.barkbase.db.SecretFailures.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One read of one secret, with its retries; ends with the secret's text or a {@link DbException}. */
final class SecretReading implements Callable<String> {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    private static final int MOST_CUTS_IN_A_ROW = 3;

    private final BoundedHttp http;
    private final CredentialsSource credentials;
    private final ServerClock clock;
    private final SecretFailures failures;
    private final String body;

    /** What to say should there be no further request. */
    private volatile String trouble;

    private boolean clockCorrected;
    private boolean credentialsRenewed;
    private int requests;
    private int cutsInARow;

    SecretReading(BoundedHttp http, CredentialsSource credentials, ServerClock clock, SecretFailures failures) {
        this.http = http;
        this.credentials = credentials;
        this.clock = clock;
        this.failures = failures;
        this.body = Json.write(Map.of("SecretId", failures.secretId(), "VersionStage", failures.versionStage()));
        this.trouble = failures.credentialsSilent();
    }

    @Override
    public String call() throws InterruptedException {
        while (true) {
            try {
                AwsCredentials used = credentials.get(http);
                trouble = requests == 0 ? failures.silent() : trouble;
                requests++;
                Answer answer = http.post(failures.endpoint().uri(), headers(used), body);
                cutsInARow = 0;
                if (answer.status() == 200) {
                    return secretIn(answer);
                }
                recoverFrom(answer, used);
            } catch (SocketTimeoutException e) {
                throw givenUp(e);
            } catch (IOException e) {
                recoverFrom(e);
            }
        }
    }

    /** Why there is no secret yet; the thread that waits for this reading may ask, too. */
    SecretException givenUp(Exception cause) {
        return new SecretException(trouble, true, cause);
    }

    private Map<String, String> headers(AwsCredentials used) {
        SecretsEndpoint endpoint = failures.endpoint();
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "secretsmanager.GetSecretValue");
        String path = endpoint.uri().getRawPath();
        return new SignedRequest(endpoint.region(), "secretsmanager", endpoint.host(), path, headers, body)
                .signedBy(used, clock.now());
    }

    private String secretIn(Answer answer) {
        Map<String, String> members = members(answer);
        String secret = members == null ? null : members.get("SecretString");
        if (secret == null) {
            throw members != null && members.containsKey("SecretBinary")
                    ? failures.binary()
                    : failures.notSecretsManager(answer.status());
        }
        return secret;
    }

    /** Returns where another request may do better. */
    private void recoverFrom(Answer answer, AwsCredentials used) throws InterruptedException {
        Map<String, String> members = members(answer);
        Refusal refusal = Refusal.of(answer.status(), members == null ? Map.of() : members);
        if (refusal.passes()) {
            trouble = failures.keptRefusing(refusal, requests);
            pause(refusal.passing());
        } else if (members == null || refusal.code().isEmpty()) {
            throw failures.notSecretsManager(answer.status());
        } else if (!corrected(refusal, answer) && !renewed(refusal)) {
            throw failures.refused(refusal, used);
        }
    }

    private boolean corrected(Refusal refusal, Answer answer) {
        if (clockCorrected || !refusal.ofTheClock() || !clock.correctTo(answer.date())) {
            return false;
        }
        clockCorrected = true;
        again("by Secrets Manager's clock, from which this machine's differs");
        return true;
    }

    private boolean renewed(Refusal refusal) {
        if (credentialsRenewed || !refusal.ofAge() || !credentials.renew()) {
            return false;
        }
        credentialsRenewed = true;
        again("with new credentials, since these have expired");
        return true;
    }

    private void recoverFrom(IOException failure) throws InterruptedException {
        if (failure instanceof UnknownHostException) {
            throw failures.unknownHost(failure);
        }
        if (failure instanceof ConnectException) {
            throw failures.nothingListens(failure);
        }
        if (failure instanceof SSLException tls && !isCut(tls)) {
            throw failures.tls(tls);
        }
        trouble = failures.cut(++cutsInARow);
        if (cutsInARow == MOST_CUTS_IN_A_ROW) {
            throw givenUp(failure);
        }
        pause("broke the connection");
    }

    /** A reset or an end of the stream in the middle of TLS comes wrapped; a refused certificate does not. */
    private static boolean isCut(SSLException tls) {
        return tls.getCause() instanceof IOException && !(tls.getCause() instanceof SSLException);
    }

    /** Full jitter, so that many environments that start at once do not come back at once. */
    private void pause(String cause) throws InterruptedException {
        long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(requests - 1, 5));
        long millis = Jitter.upTo(most);
        Thread.sleep(millis);
        again(millis + " ms after Secrets Manager " + cause);
    }

    private void again(String why) {
        Log.info("attempt " + (requests + 1) + " to read the secret " + failures.secretId() + ", " + why);
    }

    private static @Nullable Map<String, String> members(Answer answer) {
        try {
            return Json.object(answer.text());
        } catch (JsonException e) {
            return null;
        }
    }
}
