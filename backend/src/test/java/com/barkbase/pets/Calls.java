package com.barkbase.pets;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls of the pets' function. */
final class Calls {

    static final PetsHandler HANDLER = new PetsHandler(Kennels::services);

    private Calls() {}

    /** The function at another moment. */
    static PetsHandler at(String instant) {
        return new PetsHandler(Kennels::services, InstantSource.fixed(Instant.parse(instant)));
    }

    static String addOwner(UUID tenant, String name) {
        String id = UUID.randomUUID().toString();
        Kennels.services()
                .asTenant(tenant)
                .update("INSERT INTO \"Owner\" (\"tenantId\", \"id\", \"name\") VALUES ($1, $2, $3)", tenant, id, name);
        return id;
    }

    /** Of an owner of its own; {@code fields} go on after its name and species. */
    static Answer addPet(UUID tenant, String name, String fields) {
        return addPet(HANDLER, tenant, name, fields);
    }

    static Answer addPet(PetsHandler handler, UUID tenant, String name, String fields) {
        String body = "{\"name\":\"%s\",\"species\":\"dog\",\"primaryOwnerId\":\"%s\"%s}"
                .formatted(name, addOwner(tenant, name + "'s human"), fields);
        return Invocation.of("POST /api/v1/pets").tenant(tenant).body(body).send(handler);
    }

    static String created(UUID tenant, String name) {
        return String.valueOf(addPet(tenant, name, "").first("id"));
    }

    static Invocation ofOne(String route, UUID tenant, String id) {
        return Invocation.of(route).tenant(tenant).pathParameter("id", id);
    }

    static Answer read(UUID tenant, String id) {
        return ofOne("GET /api/v1/pets/{id}", tenant, id).send(HANDLER);
    }

    static Answer change(UUID tenant, String id, String ifMatch, String body) {
        return ofOne("PATCH /api/v1/pets/{id}", tenant, id)
                .header("if-match", ifMatch)
                .body(body)
                .send(HANDLER);
    }

    static Answer list(UUID tenant, Map<String, String> query) {
        return Invocation.of("GET /api/v1/pets").tenant(tenant).query(query).send(HANDLER);
    }

    static List<Answer> together(Callable<Answer> one, Callable<Answer> other) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(List.of(one, other))) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
