package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.crac.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hook as Lambda's own types see it; in a whole function it is in the backend's SnapshotIT. */
class CheckpointHookTest {
    private static final String LAMBDA = Core.class.getPackageName();
    private static final Map<String, String> SNAP_START = Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

    private final KeptLog log = new KeptLog();

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void waitsForSessionsInUseBeforeTheCheckpointAndForNothingAfterTheRestore() throws Exception {
        List<Long> waits = new ArrayList<>();
        Resource hook = (Resource) Objects.requireNonNull(CheckpointHook.register(SNAP_START, LAMBDA, waits::add));

        hook.beforeCheckpoint(Core.getGlobalContext());
        hook.afterRestore(Core.getGlobalContext());

        assertThat(waits).containsExactly(2_000L, 0L);
        assertThat(Map.of(hook, "known").get(hook)).isEqualTo("known");
        assertThat(hook).hasToString("the db-layer's hook");
        assertThat(log.text()).isEmpty();
    }

    @Test
    void tellsWhatFailsAndThrowsNothingForWhichTheRuntimeWouldEnd() throws Exception {
        Resource hook = (Resource) Objects.requireNonNull(CheckpointHook.register(SNAP_START, LAMBDA, wait -> {
            throw new IllegalStateException("the socket stuck");
        }));

        hook.beforeCheckpoint(Core.getGlobalContext());

        assertThat(log.text())
                .isEqualToIgnoringNewLines("[DB-LAYER] WARN the hook before the checkpoint failed, and connections or"
                        + " the login may be in the snapshot: java.lang.IllegalStateException: the socket stuck");
    }

    @Test
    void registersNothingWhereThereIsNoSnapshot() {
        assertThat(CheckpointHook.register(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"), LAMBDA, wait -> {}))
                .isNull();
        assertThat(CheckpointHook.register(Map.of(), null, wait -> {})).isNull();
        assertThat(log.text()).isEmpty();
    }

    @Test
    void tellsOfACheckpointServiceThatCannotBeUsed() {
        assertThat(CheckpointHook.register(SNAP_START, "com.example.nothing", wait -> {}))
                .isNull();
        assertThat(log.text())
                .isEqualToIgnoringNewLines("[DB-LAYER] WARN snapshots will hold connections and the login, since the"
                        + " checkpoint service com.example.nothing cannot be used:"
                        + " java.lang.ClassNotFoundException: com.example.nothing.Resource");
    }
}
