package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awscdk.App;

class ConnectionBudgetTest {

    @ParameterizedTest
    @FieldSource("com.barkbase.cdk.Combination#SUPPORTED")
    void fitsInEveryCombination(Deployment deployment) {
        assertThatCode(ConnectionBudget.of(deployment)::check).doesNotThrowAnyException();
    }

    @Test
    void countsReservedAndUnreservedConcurrencyAndWhatPostgresAndItsCareTake() {
        ConnectionBudget dev = ConnectionBudget.of(Deployment.of(Environment.DEV));
        ConnectionBudget staging = ConnectionBudget.of(Deployment.of(Environment.STAGING));

        assertThat(dev.needed()).isEqualTo(10 + 2 + 2 + 1 + 5);
        assertThat(staging.needed()).isEqualTo((20 + 40 + 20 + 10) + (200 - 90) + 2 + 2 + 1 + 5);
        assertThat(staging.lines())
                .extracting(line -> line.what() + " " + line.connections())
                .containsExactly(
                        "owners, reserved 20",
                        "pets, reserved 40",
                        "staff, reserved 10",
                        "vaccinations, reserved 20",
                        "unreserved concurrency 110",
                        "rotation 2",
                        "migration 2",
                        "healthcheck 1",
                        "kept for superusers 5");
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameWithAProxy(Engine engine) {
        Deployment deployment = Deployment.of(Environment.PROD).withEngine(engine);

        assertThat(ConnectionBudget.of(deployment.withProxy(true)).lines())
                .isEqualTo(ConnectionBudget.of(deployment).lines());
    }

    @Test
    void overItIsToldWithTheSumAndThreeWaysOut() {
        Deployment deployment = Deployment.of(Environment.DEV).withAccountConcurrency(1000);

        assertThatThrownBy(ConnectionBudget.of(deployment)::check)
                .isInstanceOf(SynthesisException.class)
                .hasMessage("The connections of dev do not fit: 1000 (unreserved concurrency) x 1 + 2 (rotation) x 1"
                        + " + 1 (migration) x 2 + 1 (healthcheck) x 1 + 5 (kept for superusers) x 1 = 1010, and"
                        + " max_connections is 60. There are three ways out: a larger instanceClass with more"
                        + " maxConnections in Environment; a smaller poolMax there (it is 1); or an account where"
                        + " Lambda runs at most 50 at once (accountConcurrency). A proxy is none: a tenant's statement"
                        + " pins its session.");
    }

    @Test
    void whatItCallsAffordableIsAndOneMoreIsNot() {
        Deployment deployment = Deployment.of(Environment.DEV);

        assertThatCode(ConnectionBudget.of(deployment.withAccountConcurrency(50))::check)
                .doesNotThrowAnyException();
        assertThatThrownBy(ConnectionBudget.of(deployment.withAccountConcurrency(51))::check)
                .hasMessageContaining("= 61, and max_connections is 60.");
    }

    @Test
    void reservationThatLambdaWouldRefuseIsToldBefore() {
        Deployment deployment = Deployment.of(Environment.PROD).withAccountConcurrency(700);

        assertThatThrownBy(ConnectionBudget.of(deployment)::check)
                .isInstanceOf(SynthesisException.class)
                .hasMessage("prod reserves 650 concurrent executions of an account's 700, and Lambda keeps 100 for"
                        + " functions without a reservation: lower reservedConcurrency in Environment, or have the"
                        + " account's limit raised.");
    }

    @Test
    void nothingIsSynthesisedOverIt(@TempDir Path folder) throws IOException {
        SourceTree tree = TemporaryTree.in(folder);
        Deployment deployment = Deployment.of(Environment.DEV).withAccountConcurrency(1000);

        assertThatThrownBy(() -> BarkbaseApp.addStacks(new App(), deployment, tree))
                .isInstanceOf(SynthesisException.class)
                .hasMessageStartingWith("The connections of dev do not fit: ");
    }

    @Test
    void pageInTheDocsIsCurrent() throws IOException {
        Path page = SourceTree.here().module().resolve("../../docs/budget.md");

        assertThat(Files.readString(page))
                .as("docs/budget.md: run ./barkbase budget > docs/budget.md")
                .isEqualToNormalizingNewlines(BudgetPage.text());
    }
}
