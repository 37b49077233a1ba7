package com.barkbase.cdk;

import static com.barkbase.cdk.Choice.word;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An environment as it is deployed now: its row of the table, with what was said otherwise on the command line. Only
 * what is tried by our tests can be described; anything else is refused with a sentence that says why.
 *
 * @param phase1 whose network and database the services stand on
 * @param accountConcurrency what Lambda runs at once in the account it goes to
 */
public record Deployment(
        Environment environment, Engine engine, boolean proxy, Nat nat, Phase1Owner phase1, int accountConcurrency) {

    public Deployment {
        boolean asItsRow = engine == environment.engine() && proxy == environment.proxy() && nat == environment.nat();
        String said = "env=%s engine=%s proxy=%s nat=%s phase1=%s"
                .formatted(environment.id(), word(engine), proxy ? "on" : "off", word(nat), word(phase1));
        if (environment == Environment.STAGING && !asItsRow) {
            throw refused(said, "staging is always as Environment describes it: change its column there, or take dev");
        }
        if (nat != environment.nat() && environment != Environment.DEV) {
            throw refused(
                    said,
                    environment.id() + " is tried with nat=" + word(environment.nat())
                            + " alone: another nat is for dev");
        }
        if (nat != environment.nat() && (engine != environment.engine() || proxy != environment.proxy())) {
            throw refused(
                    said, "another nat is tried with the engine and the proxy that Environment names: say either");
        }
        if (phase1 == Phase1Owner.EXISTING && environment != Environment.DEV) {
            throw refused(said, "on an existing Phase 1 only dev is tried: leave phase1 out, or take dev");
        }
        if (phase1 == Phase1Owner.EXISTING && !asItsRow) {
            throw refused(
                    said, "an existing Phase 1 has its network and its database: leave engine, proxy and nat out");
        }
    }

    /** As the table says. */
    public static Deployment of(Environment environment) {
        return said(key -> key.equals("env") ? environment.id() : null);
    }

    /**
     * As was said, and as the table says where nothing was.
     *
     * @param value by key: {@code env}, {@code engine}, {@code proxy}, {@code nat}, {@code phase1},
     *     {@code accountConcurrency}; null where nothing was said
     * @throws SynthesisException where a word is unknown, or where they are not tried together
     */
    public static Deployment said(Function<String, @Nullable String> value) {
        Environment environment = Environment.named(value.apply("env"));
        return new Deployment(
                environment,
                Choice.of(environment.engine(), "engine", "engine", value.apply("engine")),
                Choice.onOrOff(environment.proxy(), "proxy", value.apply("proxy")),
                Choice.of(environment.nat(), "NAT", "nat", value.apply("nat")),
                Choice.of(Phase1Owner.OWN, "Phase 1", "phase1", value.apply("phase1")),
                concurrency(environment, value.apply("accountConcurrency")));
    }

    public Deployment withEngine(Engine engine) {
        return new Deployment(environment, engine, proxy, nat, phase1, accountConcurrency);
    }

    public Deployment withProxy(boolean proxy) {
        return new Deployment(environment, engine, proxy, nat, phase1, accountConcurrency);
    }

    public Deployment withNat(Nat nat) {
        return new Deployment(environment, engine, proxy, nat, phase1, accountConcurrency);
    }

    public Deployment withExistingPhase1() {
        return new Deployment(environment, engine, proxy, nat, Phase1Owner.EXISTING, accountConcurrency);
    }

    public Deployment withAccountConcurrency(int accountConcurrency) {
        return new Deployment(environment, engine, proxy, nat, phase1, accountConcurrency);
    }

    /** What {@code cdk -c} takes, word by word: {@link #said} makes the same deployment of it. */
    List<String> context() {
        return List.of(
                "env=" + environment.id(),
                "engine=" + word(engine),
                "proxy=" + (proxy ? "on" : "off"),
                "nat=" + word(nat),
                "phase1=" + word(phase1),
                "accountConcurrency=" + accountConcurrency);
    }

    private static int concurrency(Environment environment, @Nullable String said) {
        if (said == null) {
            return environment.accountConcurrency();
        }
        if (!said.matches("[1-9][0-9]{0,5}")) {
            throw new SynthesisException("'" + said + "' is no number of concurrent executions: accountConcurrency is"
                    + " what Service Quotas says of Lambda in the account, such as 10 or 1000.");
        }
        return Integer.parseInt(said);
    }

    private static SynthesisException refused(String said, String why) {
        return new SynthesisException("'" + said + "' is not supported: " + why + ".");
    }
}
