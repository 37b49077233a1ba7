package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeploymentTest {

    @ParameterizedTest
    @EnumSource
    void isAsItsEnvironmentUnlessSaidOtherwise(Environment environment) {
        Deployment deployment = said("env=" + environment.id());

        assertThat(deployment.engine()).isEqualTo(environment.engine());
        assertThat(deployment.proxy()).isEqualTo(environment.proxy());
        assertThat(deployment.nat()).isEqualTo(environment.nat());
        assertThat(deployment.phase1()).isEqualTo(Phase1Owner.OWN);
        assertThat(deployment.accountConcurrency()).isEqualTo(environment.accountConcurrency());
    }

    @Test
    void isDevWhereNothingIsSaid() {
        assertThat(said("")).isEqualTo(Deployment.of(Environment.DEV));
    }

    @Test
    void takesWhatIsSaid() {
        Deployment dev = Deployment.of(Environment.DEV);

        assertThat(said("engine=aurora proxy=on"))
                .isEqualTo(dev.withEngine(Engine.AURORA).withProxy(true));
        assertThat(said("nat=gateway accountConcurrency=1000"))
                .isEqualTo(dev.withNat(Nat.GATEWAY).withAccountConcurrency(1000));
        assertThat(said("phase1=existing")).isEqualTo(dev.withExistingPhase1());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            engine=oracle | There is no engine 'oracle': engine is one of instance, aurora.
            proxy=yes     | 'yes' is neither on nor off: proxy is one of on, off.
            nat=cheap     | There is no NAT 'cheap': nat is one of none, instance, gateway.
            phase1=mine   | There is no Phase 1 'mine': phase1 is one of own, existing.
            """)
    void unknownWordIsRefusedWithTheKnownOnes(String words, String sentence) {
        assertThatThrownBy(() -> said(words))
                .isInstanceOf(SynthesisException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({"accountConcurrency=0", "accountConcurrency=-1", "accountConcurrency=many"})
    void concurrencyThatIsNoNumberIsRefused(String words) {
        assertThatThrownBy(() -> said(words))
                .isInstanceOf(SynthesisException.class)
                .hasMessage("'" + words.substring("accountConcurrency=".length())
                        + "' is no number of concurrent executions: accountConcurrency is what Service Quotas says of"
                        + " Lambda in the account, such as 10 or 1000.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            env=staging engine=aurora           | staging is always as Environment describes it
            env=staging proxy=on                | staging is always as Environment describes it
            env=staging nat=gateway             | staging is always as Environment describes it
            env=prod nat=none                   | prod is tried with nat=gateway alone
            env=prod nat=instance               | prod is tried with nat=gateway alone
            env=dev nat=gateway engine=aurora   | another nat is tried with the engine and the proxy that Environment
            env=dev nat=instance proxy=on       | another nat is tried with the engine and the proxy that Environment
            env=prod phase1=existing            | on an existing Phase 1 only dev is tried
            env=staging phase1=existing         | on an existing Phase 1 only dev is tried
            env=dev phase1=existing proxy=on    | an existing Phase 1 has its network and its database
            env=dev phase1=existing nat=gateway | an existing Phase 1 has its network and its database
            """)
    void whatIsNotTriedIsRefusedInOneSentenceThatSaysWhy(String words, String why) {
        assertThatThrownBy(() -> said(words))
                .isInstanceOf(SynthesisException.class)
                .message()
                .startsWith("'" + words.split(" ", 2)[0])
                .contains("' is not supported: " + why)
                .endsWith(".")
                .hasLineCount(1);
    }

    private static Deployment said(String words) {
        Map<String, String> values = Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return Deployment.said(values::get);
    }
}
