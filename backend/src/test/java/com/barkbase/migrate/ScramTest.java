package com.barkbase.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class ScramTest {

    /** Password and salt are RFC 7677's example; the keys are what PostgreSQL itself stores for them. */
    @Test
    void verifierIsPostgresOwn() {
        byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
        assertThat(Scram.verifier("pencil", salt))
                .isEqualTo("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                        + ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
    }

    @Test
    void samePasswordIsStoredDifferentlyEachTime() {
        assertThat(Scram.verifier("pencil")).isNotEqualTo(Scram.verifier("pencil"));
    }
}
