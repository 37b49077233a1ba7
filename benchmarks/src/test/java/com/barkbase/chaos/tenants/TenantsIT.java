package com.barkbase.chaos.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.chaos.scenario.Run;
import com.barkbase.db.Pool;
import com.barkbase.db.Scope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short run of {@code ./barkbase chaos tenants}, and what it says of scopes that leak. */
@Timeout(180)
class TenantsIT {
    private static final long SEED = 5;

    @Test
    void showsEveryTenantItsOwnRowsAlone() throws Exception {
        TenantsReport report = run(20_000, Pool::asTenant);

        assertThat(report.held()).as("%s", report).isTrue();
        assertThat(report.witness().rows()).isGreaterThan(100_000);
        assertThat(Move.ALL)
                .as("every move ended at least once as it is meant to:%n%s", report)
                .allSatisfy(move -> assertThat(report.tally().of(move, move.expected()))
                        .as(move.title())
                        .isPositive());
        assertThat(report.tally().of(Outcome.LOST)).isPositive();
        assertThat(report.tally().of(Outcome.NO_CONNECTION)).isPositive();
    }

    @Test
    void noticesThatTheScopeIsMissing() throws Exception {
        TenantsReport report = run(400, (pool, tenant) -> pool);

        assertThat(report.held()).isFalse();
        assertThat(report.witness().examples())
                .anySatisfy(leak -> assertThat(leak).contains("met 18 rows, not 3"))
                .anySatisfy(leak -> assertThat(leak).contains("was shown Sighting[role=barkbase_admin, scope="));
    }

    @Test
    void noticesThatTheScopeOutlivesItsTransaction() throws Exception {
        TenantsReport report = run(400, TenantsIT::scopeOfTheSession);

        assertThat(report.held()).isFalse();
        assertThat(report.witness().leaks()).isGreaterThan(100);
        assertThat(report.witness().examples())
                .anySatisfy(leak -> assertThat(leak).contains("was shown Sighting[role=barkbase_app, scope=0"));
    }

    /** As one who does not know that the next statement may get another connection, and that this one is kept. */
    private static Scope scopeOfTheSession(Pool pool, UUID tenant) {
        return (Scope) Proxy.newProxyInstance(
                TenantsIT.class.getClassLoader(), new Class<?>[] {Scope.class}, (proxy, method, arguments) -> {
                    pool.query(
                            "SELECT set_config('role', 'barkbase_app', false), set_config('app.tenant_id', $1, false)",
                            tenant);
                    try {
                        return method.invoke(pool, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static TenantsReport run(long steps, BiFunction<Pool, UUID, Scope> door) throws Exception {
        System.out.println("chaos tenants, seed " + SEED);
        return new Tenants(door).attack(new Run(SEED, steps, false, Duration.ofMinutes(2), System.out));
    }
}
