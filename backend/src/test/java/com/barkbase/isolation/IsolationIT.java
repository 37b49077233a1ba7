package com.barkbase.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Kennels;
import com.barkbase.TestCluster;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of thing that a future migration could forget, made in a database of its own and found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationIT {

    private TestCluster cluster;
    private Pool owner;
    private Pool superuser;

    /**
     * A thing that must be found, and all that is said of it.
     *
     * @param make statements that make it
     * @param undo statements after which nothing is found
     */
    record Kind(String name, List<String> make, List<String> undo, List<String> findings) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void migrate() {
        cluster = TestCluster.start();
        cluster.createOwner();
        cluster.createDatabase("scratch", TestCluster.OWNER);
        owner = cluster.login(TestCluster.OWNER, "scratch");
        superuser = cluster.login(TestCluster.SUPERUSER, "scratch");
        TestCluster.migrate(owner);
    }

    @AfterAll
    void stop() throws IOException {
        superuser.close();
        owner.close();
        cluster.close();
    }

    @Test
    void ourOwnSchemaHolds() {
        assertThat(Isolation.findings(owner)).isEmpty();
    }

    @Test
    void serviceLoginSeesTheSameCatalogue() {
        assertThat(Isolation.findings(Kennels.services())).isEmpty();
    }

    static Stream<Kind> kinds() {
        return Stream.of(ForgottenTables.KINDS, ForgottenViewsAndFunctions.KINDS, ForgottenGrants.KINDS)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isFoundWithItsRemedyUntilItIsUndone(Kind kind) {
        kind.make().forEach(superuser::update);
        try {
            assertThat(Isolation.findings(owner)).containsExactlyInAnyOrderElementsOf(kind.findings());
        } finally {
            kind.undo().forEach(superuser::update);
        }
        assertThat(Isolation.findings(owner)).isEmpty();
    }
}
