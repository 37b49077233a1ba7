package com.barkbase.chaos.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.Locale;

/**
 * One row of a report.
 *
 * @param who what was attacked: {@link #OURS}, or what others use, whose rows are told and not judged
 * @param held whether {@code measured} is as {@code target} says
 */
public record Claim(String what, String who, String target, String measured, boolean held) {
    public static final String OURS = "db-layer";

    public static Claim ours(String what, String target, String measured, boolean held) {
        return new Claim(what, OURS, target, measured, held);
    }

    public static Claim peers(String who, String what, String target, String measured, boolean held) {
        return new Claim(what, who, target, measured, held);
    }

    /** Something that must have been counted exactly so often. */
    public static Claim exactly(String what, long expected, long counted) {
        return ours(what, number(expected), number(counted), expected == counted);
    }

    public static Claim atMost(String what, long most, long counted) {
        return ours(what, "≤ " + number(most), number(counted), counted <= most);
    }

    public static Claim atLeast(String what, long least, long counted) {
        return ours(what, "≥ " + number(least), number(counted), counted >= least);
    }

    public static Claim within(String what, Duration limit, Duration taken) {
        return ours(what, "≤ " + seconds(limit), seconds(taken), taken.compareTo(limit) <= 0);
    }

    /** The same row for somebody else. */
    public Claim by(String other) {
        return new Claim(what, other, target, measured, held);
    }

    @JsonIgnore
    public boolean isOurs() {
        return who.equals(OURS);
    }

    /** Whether it depends on how busy the machine is. */
    @JsonIgnore
    public boolean isTimed() {
        return target.startsWith("≤ ") && target.endsWith(" s");
    }

    /** Whether the run failed by it. */
    @JsonIgnore
    public boolean isBroken() {
        return isOurs() && !held;
    }

    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    public static String seconds(Duration duration) {
        return duration.toMillis() < 10_000
                ? String.format(Locale.ROOT, "%.2f s", (double) duration.toMillis() / 1_000)
                : duration.toSeconds() + " s";
    }
}
