package com.barkbase.chaos.tenants;

import com.barkbase.db.ConnectionException;
import com.barkbase.db.DbException;
import com.barkbase.db.DeadlineException;
import com.barkbase.db.OutcomeUnknownException;
import com.barkbase.db.PoolExhaustedException;
import com.barkbase.db.StatementException;
import java.sql.SQLException;
import java.util.Set;

/** How a step ended. */
enum Outcome {
    DONE("done", false),
    ABANDONED("rolled back", false),
    REFUSED("refused", false),
    TIMED_OUT("timed out", true),
    LOST("lost", true),
    NO_CONNECTION("no connection", true),
    CONFLICT("conflict", true),
    UNEXPECTED("unexpected", false);

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");

    final String title;
    /** Whether others can do it to a step that is not meant to end so: by a kill, by holding what it waits for. */
    final boolean happensToAnyone;

    Outcome(String title, boolean happensToAnyone) {
        this.title = title;
        this.happensToAnyone = happensToAnyone;
    }

    static Outcome of(Throwable failure) {
        return switch (failure) {
            case Abandoned abandoned -> ABANDONED;
            case OutcomeUnknownException unknown -> LOST;
            case DeadlineException late -> TIMED_OUT;
            case PoolExhaustedException exhausted -> NO_CONNECTION;
            case ConnectionException unreachable -> NO_CONNECTION;
            case StatementException refused -> refused.safeToRetry() ? CONFLICT : REFUSED;
            case IllegalArgumentException refused -> REFUSED;
            case SQLException wrapped when wrapped.getCause() instanceof DbException cause -> of(cause);
            case SQLException driver -> of(String.valueOf(driver.getSQLState()));
            default -> UNEXPECTED;
        };
    }

    private static Outcome of(String sqlState) {
        if (sqlState.startsWith("08") || sqlState.startsWith("57P")) {
            return LOST;
        }
        if (sqlState.equals("57014") || sqlState.equals("25P04")) {
            return TIMED_OUT;
        }
        return CONFLICTS.contains(sqlState) ? CONFLICT : REFUSED;
    }
}
