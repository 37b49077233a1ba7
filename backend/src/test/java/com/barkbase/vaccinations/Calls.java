package com.barkbase.vaccinations;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** Calls of the vaccinations' function, on one day in New York unless a test says otherwise. */
final class Calls {

    static final String NOON = "2026-06-15T16:00:00Z";
    static final VaccinationsHandler HANDLER = at(NOON);
    static final String RECORD = "POST /api/v1/pets/{id}/vaccinations";

    private Calls() {}

    /** The function at another moment. */
    static VaccinationsHandler at(String instant) {
        return new VaccinationsHandler(Kennels::services, InstantSource.fixed(Instant.parse(instant)));
    }

    static Answer record(UUID tenant, UUID pet, String vaccine, String given, String until) {
        return ofOne(RECORD, tenant, pet.toString())
                .body("{\"vaccine\":\"%s\",\"administeredAt\":\"%s\",\"expiresAt\":\"%s\"}"
                        .formatted(vaccine, given, until))
                .send(HANDLER);
    }

    static Answer change(UUID tenant, String id, String ifMatch, String body) {
        return ofOne("PATCH /api/v1/vaccinations/{id}", tenant, id)
                .header("if-match", ifMatch)
                .body(body)
                .send(HANDLER);
    }

    static Answer archive(UUID tenant, String id) {
        return ofOne("POST /api/v1/vaccinations/{id}/archive", tenant, id).send(HANDLER);
    }

    static Answer restore(UUID tenant, String id) {
        return ofOne("POST /api/v1/vaccinations/{id}/restore", tenant, id).send(HANDLER);
    }

    static Answer list(UUID tenant, UUID pet, Map<String, String> query) {
        return ofOne("GET /api/v1/pets/{id}/vaccinations", tenant, pet.toString())
                .query(query)
                .send(HANDLER);
    }

    static Answer due(VaccinationsHandler handler, UUID tenant, Map<String, String> query) {
        return Invocation.of("GET /api/v1/vaccinations/due")
                .tenant(tenant)
                .query(query)
                .send(handler);
    }

    static Invocation ofOne(String route, UUID tenant, String id) {
        return Invocation.of(route).tenant(tenant).pathParameter("id", id);
    }
}
