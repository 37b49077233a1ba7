package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Routes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceTest {

    @Test
    void everyRouteHasAFunction() {
        assertThat(Routes.ALL)
                .extracting(route -> route.handler().getName())
                .isSubsetOf(Stream.of(Service.values()).map(Service::handler).toList());
    }

    @Test
    void onlyWhatServesARouteIsBehindTheApi() {
        assertThat(Service.values())
                .filteredOn(Service::isBehindTheApi)
                .extracting(Service::id)
                .containsExactly("owners", "pets", "vaccinations", "staff", "health", "openapi");
    }

    /** An HTTP API has answered with 504 by then. */
    @Test
    void whatIsBehindTheApiEndsBeforeIt() {
        assertThat(Service.values())
                .filteredOn(Service::isBehindTheApi)
                .allSatisfy(service -> assertThat(service.seconds()).isLessThan(30));
    }
}
