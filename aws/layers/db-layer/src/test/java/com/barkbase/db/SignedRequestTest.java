package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.db.FuzzTally.Fault;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedRequestTest {
    private static final long SEED = 20260102030405L;

    /** A million by {@code ./barkbase chaos fuzz}. */
    @Test
    void signsTenThousandRandomRequestsAsTheAwsSdkDoes() {
        System.out.println("SignedRequestTest: seed " + SEED);
        SignatureFuzz fuzz = new SignatureFuzz();
        FuzzTally tally = new FuzzTally(fuzz.part(), System.out::println);
        fuzz.attack(new Random(SEED), 10_000, tally);

        assertThat(tally.inputs()).isEqualTo(10_000);
        assertThat(Fault.values())
                .allSatisfy(fault -> assertThat(tally.count(fault))
                        .as("%s, told above", fault)
                        .isZero());
    }

    @Test
    void givesTheSameHeadersForTheSameRequest() {
        SignedRequest request = new SignedRequest("us-east-2", "secretsmanager", "localhost", "/", Map.of(), "{}");
        AwsCredentials credentials = new AwsCredentials("AKIDEXAMPLE", "secret", null);

        assertThat(request.signedBy(credentials, Instant.EPOCH))
                .isEqualTo(request.signedBy(credentials, Instant.EPOCH))
                .containsEntry("x-amz-date", "19700101T000000Z")
                .doesNotContainKey("x-amz-security-token");
    }

    @Test
    void credentialsHideTheirSecretPartsWhenTheyArePrinted() {
        assertThat(new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI", "IQoJb3JpZ2lu"))
                .hasToString("AwsCredentials[accessKeyId=AKIDEXAMPLE, the rest is hidden]");
    }
}
