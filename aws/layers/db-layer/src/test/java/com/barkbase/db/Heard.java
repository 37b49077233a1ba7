package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A listener that keeps what it was told, a few words each. */
class Heard implements PoolListener {
    private final List<String> events = new CopyOnWriteArrayList<>();

    List<String> events() {
        return events;
    }

    @Override
    public void connected(Duration took) {
        keep("connected", took);
    }

    @Override
    public void loginRetried(String sqlState, int attempt, Duration wait) {
        keep("login retried, " + sqlState + ", " + attempt, wait);
    }

    @Override
    public void secretRead(String versionStage, Duration took) {
        keep("secret read, " + versionStage, took);
    }

    @Override
    public void waited(Duration took) {
        keep("waited", took);
    }

    @Override
    public void evicted(Eviction reason) {
        events.add("evicted, " + reason);
    }

    @Override
    public void outcomeUnknown(@Nullable String sqlState) {
        events.add("outcome unknown, " + sqlState);
    }

    private void keep(String event, Duration duration) {
        assertThat(duration).isGreaterThanOrEqualTo(Duration.ZERO);
        events.add(event);
    }
}
