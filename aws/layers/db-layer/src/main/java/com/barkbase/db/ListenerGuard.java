package com.barkbase.db;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stands between a pool and its listener, which may be absent, slow to come, or throw. Thread-safe. */
final class ListenerGuard implements PoolListener {
    private volatile @Nullable PoolListener listener;

    void listen(@Nullable PoolListener next) {
        listener = next;
    }

    @Override
    public void connected(Duration took) {
        tell(to -> to.connected(took));
    }

    @Override
    public void loginRetried(String sqlState, int attempt, Duration wait) {
        tell(to -> to.loginRetried(sqlState, attempt, wait));
    }

    @Override
    public void secretRead(String versionStage, Duration took) {
        tell(to -> to.secretRead(versionStage, took));
    }

    @Override
    public void waited(Duration took) {
        tell(to -> to.waited(took));
    }

    @Override
    public void evicted(Eviction reason) {
        tell(to -> to.evicted(reason));
    }

    @Override
    public void outcomeUnknown(@Nullable String sqlState) {
        tell(to -> to.outcomeUnknown(sqlState));
    }

    /** An Error too: a connection that is being lent would be lost with it. */
    private void tell(Consumer<PoolListener> event) {
        PoolListener to = listener;
        try {
            if (to != null) {
                event.accept(to);
            }
        } catch (RuntimeException | Error e) {
            Log.warn("a listener threw, which changes nothing but what it counts: " + e);
        }
    }
}
