package com.barkbase.chaos.commits;

import com.barkbase.chaos.scenario.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What callers were told, beside what the server has. */
final class Account {
    private static final int EXAMPLES = 3;

    private final String who;
    private final List<Write> writes;
    private final Map<String, Long> stored;
    private final Map<String, Long> executed;

    Account(String who, List<Write> writes, Map<String, Long> stored, Map<String, Long> executed) {
        this.who = who;
        this.writes = writes;
        this.stored = stored;
        this.executed = executed;
    }

    long troubles() {
        return writes.stream().filter(Write::troubled).count();
    }

    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        long troubles = troubles();
        String of = " (of " + Claim.number(troubles) + " broken connections)";
        claims.add(none("told done and not there" + of, write -> write.told() == Told.DONE && stored(write) == 0));
        claims.add(none("there more than once" + of, write -> stored(write) > 1));
        claims.add(none("told not done and there" + of, write -> write.told() == Told.NOT_DONE && stored(write) > 0));
        claims.add(none("executed more often than sent: a silent replay" + of, this::replayed));
        claims.add(none("ended with an error that a broken connection does not explain", this::wrong));
        for (Way way : Way.values()) {
            if (writes.stream().anyMatch(write -> write.way() == way)) {
                claims.add(unknown(way));
            }
        }
        return claims;
    }

    private long stored(Write write) {
        return stored.getOrDefault(write.entry(), 0L);
    }

    private boolean replayed(Write write) {
        return executed.getOrDefault(write.entry(), 0L) > write.attempts();
    }

    private boolean wrong(Write write) {
        return write.told() == Told.WRONG;
    }

    /** A lost single statement can't be known and must be told so; of all others the end must be known. */
    private Claim unknown(Way way) {
        List<Write> troubled = writes.stream()
                .filter(write -> write.way() == way && write.troubled())
                .toList();
        long unknown =
                troubled.stream().filter(write -> write.told() == Told.UNKNOWN).count();
        boolean mayBe = way.single && !way.keyed;
        return new Claim(
                "outcome unknown to the caller: " + way.title + " (of " + Claim.number(troubled.size()) + ")",
                who,
                mayBe ? "told, never replayed" : "0",
                Claim.number(unknown) + examples(mayBe ? List.of() : troubled, write -> write.told() == Told.UNKNOWN),
                mayBe || unknown == 0);
    }

    private Claim none(String what, Predicate<Write> bad) {
        long counted = writes.stream().filter(bad).count();
        return new Claim("writes " + what, who, "0", Claim.number(counted) + examples(writes, bad), counted == 0);
    }

    private String examples(List<Write> among, Predicate<Write> bad) {
        List<String> texts = among.stream()
                .filter(bad)
                .limit(EXAMPLES)
                .map(write -> write.way().title + ", " + write.trouble() + ": " + write.failure())
                .toList();
        return texts.isEmpty() || !who.equals(Claim.OURS) ? "" : "; such as " + String.join("; ", texts);
    }
}
