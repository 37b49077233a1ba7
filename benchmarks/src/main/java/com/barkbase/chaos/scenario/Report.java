package com.barkbase.chaos.scenario;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * How a scenario went: {@code toString} for people, {@code json} for programs.
 *
 * @param command what to type for the same choices
 * @param day when, as 2026-01-31
 * @param seconds how long it took
 * @param machine where
 */
@JsonIgnoreProperties(value = "held", allowGetters = true)
@JsonPropertyOrder({"scenario", "held", "question", "command", "day", "seconds", "machine", "claims"})
public record Report(
        String scenario,
        String question,
        String command,
        String day,
        long seconds,
        String machine,
        List<Claim> claims) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Whether all that the db-layer promises held. */
    @JsonProperty("held")
    public boolean held() {
        return claims.stream().noneMatch(Claim::isBroken);
    }

    /** One object on one line. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Report read(String json) throws JsonProcessingException {
        return JSON.readValue(json, Report.class);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Claim claim : claims) {
            text.append("%-9s %s (%s): %s, target %s%n"
                    .formatted(verdict(claim), claim.what(), claim.who(), claim.measured(), claim.target()));
        }
        return text.append("%s: %s in %d s; again with %s%n"
                        .formatted(scenario, held() ? "held" : "DID NOT HOLD", seconds, command))
                .toString();
    }

    private static String verdict(Claim claim) {
        return claim.held() ? "held" : claim.isOurs() ? "BROKEN" : "not held";
    }
}
