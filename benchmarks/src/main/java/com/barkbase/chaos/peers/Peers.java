package com.barkbase.chaos.peers;

import com.barkbase.bench.compare.Competitor;
import com.barkbase.bench.compare.Programs;
import com.barkbase.chaos.peers.PeerProcess.Answer;
import com.barkbase.chaos.peers.Theatre.Played;
import com.barkbase.chaos.rig.Line;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One function over each competitor, with one connection, meets what the other scenarios do to the db-layer. Those over
 * JDBC have HikariCP before them. All are at their defaults, but for two limits: 5 s to get a connection and, which the
 * db-layer alone has for a server that is silent, 2 s for a statement.
 */
public final class Peers implements Scenario {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(700);
    private static final Duration STOP = Duration.ofSeconds(3);
    private static final Duration USUAL = Duration.ofMillis(500);
    private static final Duration AFTER_SILENCE = Duration.ofSeconds(4);
    private static final int CUTS = 100;
    private static final int QUICK_CUTS = 10;

    private final Programs programs = new Programs(Path.of(System.getProperty("barkbase.home", ".")));

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String question() {
        return "The same happens to what others use: what becomes of their requests?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        List<Claim> claims = new ArrayList<>();
        Theatre.CAST.stream()
                .filter(who -> !programs.has(who))
                .map(who ->
                        Claim.peers(who.title, "attacked", "yes", "no: ./barkbase chaos peers has not built it", false))
                .forEach(claims::add);
        List<Attack> attacks = List.of(Peers::rotation, Peers::freeze, Peers::silence, Peers::lostReplies);
        for (Attack attack : attacks) {
            if (!run.isOver()) { // each with processes that nothing has befallen yet
                try (Theatre theatre = new Theatre(programs)) {
                    claims.addAll(attack.strike(theatre, run));
                }
            }
        }
        return claims;
    }

    @FunctionalInterface
    private interface Attack {
        List<Claim> strike(Theatre theatre, Run run) throws Exception;
    }

    private static List<Claim> rotation(Theatre theatre, Run run) throws Exception {
        run.say("the password is rotated");
        List<Claim> claims = new ArrayList<>();
        theatre.rotation().rotate("the second password", () -> {
            theatre.endSessions();
            claims.addAll(requests(
                    theatre, run.sized(10, 3), "sessions end when the password has changed, before finishSecret"));
        });
        theatre.endSessions();
        claims.addAll(requests(theatre, 3, "sessions end after finishSecret"));
        return claims;
    }

    private static List<Claim> requests(Theatre theatre, int number, String what) throws Exception {
        List<Claim> claims = new ArrayList<>();
        for (Played<Long> played : theatre.all(peer -> failed(peer, number))) {
            claims.add(row(
                    played.peer(),
                    what + ": requests that failed, of " + number,
                    "0",
                    played.result(),
                    played.result() == 0));
        }
        return claims;
    }

    private static long failed(PeerProcess peer, int number) throws InterruptedException {
        long failed = 0;
        for (int i = 0; i < number; i++) {
            Thread.sleep(BETWEEN);
            failed += peer.write(PATIENCE).isDone() ? 0 : 1;
        }
        return failed;
    }

    private static List<Claim> freeze(Theatre theatre, Run run) throws Exception {
        run.say("the processes stand still, and their connections vanish");
        for (PeerProcess peer : theatre.peers()) {
            peer.signal("STOP");
        }
        theatre.network().lines().forEach(Line::blackHole);
        run.pause(STOP);
        for (PeerProcess peer : theatre.peers()) {
            peer.signal("CONT");
        }
        String what =
                "its connection vanishes while it stands still for " + Claim.seconds(STOP) + ": the first request";
        return answered(what, USUAL, theatre.all(peer -> peer.write(PATIENCE)));
    }

    private static List<Claim> silence(Theatre theatre, Run run) throws Exception {
        run.say("the server's host is gone without a word, and another has its name");
        theatre.all(peer -> peer.write(PATIENCE));
        theatre.network().lines().forEach(Line::blackHole);
        List<Played<Answer>> served = theatre.all(peer -> {
            long start = System.nanoTime();
            Answer answer = peer.write(PATIENCE);
            while (!answer.isDone() && !answer.isSilent()) {
                answer = peer.write(PATIENCE);
            }
            return new Answer(answer.entry(), answer.told(), Duration.ofNanos(System.nanoTime() - start));
        });
        return answered(
                "the server is gone without a word and its name moved (a statement of ours has 2 s): served again",
                AFTER_SILENCE,
                served);
    }

    private static List<Claim> answered(String what, Duration limit, List<Played<Answer>> all) {
        List<Claim> claims = new ArrayList<>();
        for (Played<Answer> played : all) {
            Answer answer = played.result();
            String measured = answer.isSilent()
                    ? "not within " + Claim.seconds(PATIENCE)
                    : Claim.seconds(answer.taken()) + (answer.isDone() ? "" : ", " + answer.told());
            boolean held = answer.isDone() && answer.taken().compareTo(limit) <= 0;
            claims.add(row(played.peer(), what, "≤ " + Claim.seconds(limit), measured, held));
        }
        return claims;
    }

    /** One peer after the other, since the network cuts whatever passes. */
    private static List<Claim> lostReplies(Theatre theatre, Run run) throws Exception {
        int cuts = run.sized(CUTS, QUICK_CUTS);
        List<Claim> claims = new ArrayList<>();
        for (PeerProcess peer : theatre.peers()) {
            run.say("connections of " + peer.who().title + " break");
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < cuts; i++) {
                boolean reply = i % 2 == 0;
                theatre.network()
                        .lines()
                        .forEach(line -> (reply ? line.toClient() : line.toServer()).cutAfter(0, true));
                answers.add(peer.write(PATIENCE));
                theatre.network().lines().forEach(line -> (reply ? line.toClient() : line.toServer()).never());
                peer.write(PATIENCE); // over a connection that is whole
            }
            claims.addAll(outcomes(peer, answers, theatre));
        }
        return claims;
    }

    private static List<Claim> outcomes(PeerProcess peer, List<Answer> answers, Theatre theatre) {
        Set<String> there = theatre.entries();
        String of = ", of " + answers.size() + " whose connection broke";
        Function<Predicate<Answer>, Long> count =
                those -> answers.stream().filter(those).count();
        long lost = count.apply(answer -> answer.isDone() && !there.contains(answer.entry()));
        long untold = count.apply(answer -> answer.isFailed() && there.contains(answer.entry()));
        long doubled = theatre.doubled(peer.who() + "-");
        return List.of(
                row(peer, "writes told done and not there" + of, "0", lost, lost == 0),
                row(peer, "writes there twice" + of, "0", doubled, doubled == 0),
                row(peer, "writes that are there and were told as any failure" + of, "0", untold, untold == 0));
    }

    private static Claim row(PeerProcess peer, String what, String target, Object measured, boolean held) {
        String who = peer.who() == Competitor.BARKBASE ? Claim.OURS : peer.who().title;
        return Claim.peers(who, what, target, String.valueOf(measured), held);
    }
}
