package com.barkbase;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.http.Route;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every route of a kennel, a new one too, is attacked with another kennel's ids, values, cursors and keys. */
class OtherKennelIT {
    static final List<Route> ROUTES =
            Routes.ALL.stream().filter(Route::needsTenant).toList();

    private static KennelRows victim;
    private static int requests;

    @BeforeAll
    static void fill() {
        victim = KennelRows.fill("Aspen", "985112000000001");
    }

    @AfterAll
    static void tell() {
        System.out.println(requests + " requests attacked " + ROUTES.size() + " routes");
    }

    @Test
    void everyTableOfAKennelHasSomethingToSteal() {
        assertThat(victim.tables())
                .allSatisfy((table, rows) -> assertThat(rows)
                        .as("give KennelRows a row of \"%s\"", table)
                        .isNotEmpty());
    }

    @ParameterizedTest
    @FieldSource("ROUTES")
    void anotherKennelIsNeitherReadNorChangedNorRevealed(Route route) throws ReflectiveOperationException {
        requests += new RouteAttack(route, victim).run();

        assertThat(victim.now()).isEqualTo(victim);
    }
}
