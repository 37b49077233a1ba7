package com.barkbase.db;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A secret at an endpoint of Secrets Manager, with a password for each staging label. */
final class StagedSecret implements AutoCloseable {
    private final Map<String, String> fields;
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final ScriptedServer endpoint = new ScriptedServer((number, request, out) -> answer(request.body(), out));

    /** @param fields all but the password */
    StagedSecret(Map<String, String> fields) {
        this.fields = fields;
    }

    void put(String stage, String password) {
        passwords.put(stage, password);
    }

    void remove(String stage) {
        passwords.remove(stage);
    }

    /** The stages that were read, in order. */
    List<String> reads() {
        return endpoint.requests().stream()
                .map(request ->
                        request.body().contains(SecretSource.PENDING) ? SecretSource.PENDING : SecretSource.CURRENT)
                .collect(Collectors.toList());
    }

    String url() {
        return endpoint.url();
    }

    private void answer(String body, OutputStream out) throws IOException {
        String stage = body.contains(SecretSource.PENDING) ? SecretSource.PENDING : SecretSource.CURRENT;
        String password = passwords.get(stage);
        if (password == null) {
            ScriptedServer.send(
                    400,
                    "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"Secrets Manager can't find the specified"
                            + " secret value for staging label: " + stage + "\"}",
                    out);
            return;
        }
        Map<String, String> secret = new TreeMap<>(fields);
        secret.put("password", password);
        ScriptedServer.send(200, Json.write(Map.of("SecretString", Json.write(secret))), out);
    }

    @Override
    public void close() throws IOException {
        endpoint.close();
    }
}
