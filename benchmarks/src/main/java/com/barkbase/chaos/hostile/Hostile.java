package com.barkbase.chaos.hostile;

import com.barkbase.chaos.rig.Authority;
import com.barkbase.chaos.rig.Child;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process with little memory meets servers and endpoints that do all that no honest one does, in clear, at each step
 * of TLS and within it.
 */
public final class Hostile implements Scenario {
    private static final String PASSWORD = "correct-horse-battery-staple";
    private static final String KEY = "secret-access-key-of-nobody";
    private static final String HEAP = "-Xmx64m";
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration GIVEN_UP = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "hostile";
    }

    @Override
    public String question() {
        return "Servers and endpoints mean harm: does it cost more than an error of the family, in time?";
    }

    @Override
    public List<Claim> tell(Run run) throws Exception {
        Path folder = Files.createTempDirectory("barkbase-hostile");
        Path log = folder.resolve("victim.log");
        try (Child victim = Child.start(Victim.class, log, List.of(HEAP))) {
            Authority authority = Authority.create(folder);
            Stage stage =
                    new Stage(authority.issue("good", "dns:localhost"), authority.issue("other", "dns:elsewhere"));
            Map<String, String> login = login(authority);
            warm(victim, run, login);
            List<Answer> answers = new ArrayList<>();
            for (Trick trick : stage.servers()) {
                answers.add(met(victim, run, trick, login, trick.name().startsWith(Stage.CLEAR), ""));
            }
            for (Trick trick : stage.endpoints()) {
                answers.add(met(victim, run, trick, login, true, "secret"));
            }
            int followed = followedRedirects(victim, run, login);
            return claims(run, answers, Files.readString(log), followed);
        } finally {
            delete(folder);
        }
    }

    private static Map<String, String> login(Authority authority) throws Exception {
        Map<String, String> login = new HashMap<>();
        login.put("DB_HOST", "localhost");
        login.put("DB_NAME", "kennels");
        login.put("DB_USER", "barkbase_app");
        login.put("DB_PASSWORD", PASSWORD);
        login.put("DB_SSL_ROOT_CERT", authority.root().toString());
        login.put("DB_CONNECTION_TIMEOUT", Long.toString(TIMEOUT.toMillis()));
        login.put("DB_STATEMENT_TIMEOUT", Long.toString(TIMEOUT.toMillis()));
        return login;
    }

    /** Loads what a first login loads, which would count as the peer's delay. */
    private static void warm(Child victim, Run run, Map<String, String> login) throws IOException {
        Trick hangsUp = new Trick("hangs up", client -> {});
        met(victim, run, hangsUp, login, false, "");
        met(victim, run, hangsUp, login, true, "secret");
    }

    private static Answer met(
            Child victim, Run run, Trick trick, Map<String, String> login, boolean clear, String secret)
            throws IOException {
        try (HostilePeer peer = new HostilePeer(trick, run.chance(trick.name().hashCode()))) {
            Map<String, String> variables = new HashMap<>(login);
            if (secret.isEmpty()) {
                variables.put("DB_PORT", peer.port());
                variables.put("DB_SSL_MODE", clear ? "disable" : "verify-full");
            } else {
                askForSecret(variables, secret, peer);
            }
            Answer answer = Answer.read(trick.name(), asked(victim, trick, line(variables)));
            if (!answer.isTyped() || answer.taken().compareTo(LONGEST) > 0) {
                run.say(answer.trick() + ": " + answer.kind() + " in " + Claim.seconds(answer.taken()) + ": "
                        + answer.said());
            }
            return answer;
        }
    }

    /** A call that does not end would keep the scenario from ending. */
    private static String asked(Child victim, Trick trick, String line) throws IOException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("victim's answer").start(() -> {
            try {
                answer.complete(victim.ask(line));
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(GIVEN_UP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("no answer from a caller whose peer does this: " + trick.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void askForSecret(Map<String, String> variables, String secret, HostilePeer endpoint) {
        variables.keySet().removeAll(List.of("DB_USER", "DB_PASSWORD"));
        variables.put("DB_SECRET_NAME", secret);
        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://localhost:" + endpoint.port());
        variables.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        variables.put("AWS_SECRET_ACCESS_KEY", KEY);
    }

    private static String line(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.joining(Victim.SEPARATOR));
    }

    /** How many connections came to where endpoints sent their callers. */
    private static int followedRedirects(Child victim, Run run, Map<String, String> login) throws IOException {
        try (HostilePeer target = new HostilePeer(new Trick("waits for a redirect", client -> {}), run.chance(0))) {
            for (int status : List.of(301, 302, 303, 307, 308)) {
                Trick redirect = new Trick(
                        "redirects",
                        client -> client.say("HTTP/1.1 " + status + " Moved\r\nLocation: http://localhost:"
                                + target.port() + "/\r\nContent-Length: 0\r\n\r\n"));
                met(victim, run, redirect, login, true, "secret");
            }
            return target.met();
        }
    }

    private static List<Claim> claims(Run run, List<Answer> answers, String log, int followed) {
        String of = " (of " + answers.size() + " tricks)";
        List<String> texts = Stream.concat(answers.stream().map(Answer::said), Stream.of(log))
                .filter(text -> text.contains(PASSWORD) || text.contains(KEY))
                .toList();
        Answer slowest =
                answers.stream().max(Comparator.comparing(Answer::taken)).orElseThrow();
        run.say("slowest: " + slowest);
        return List.of(
                Claim.exactly(
                        "calls that ended with another error than one of the family, or with none" + of,
                        0,
                        answers.stream().filter(answer -> !answer.isTyped()).count()),
                Claim.exactly(
                        "calls that ran out of memory, in a process of 64 MiB" + of,
                        0,
                        answers.stream()
                                .filter(answer -> (answer.kind() + answer.said()).contains("OutOfMemory"))
                                .count()),
                Claim.exactly("messages, and logs, with the password or the key in it" + of, 0, texts.size()),
                Claim.exactly("redirects of the secrets' endpoint that were followed (of 5)", 0, followed),
                Claim.within("the longest call, allowed 1 s by its variables" + of, LONGEST, slowest.taken()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
