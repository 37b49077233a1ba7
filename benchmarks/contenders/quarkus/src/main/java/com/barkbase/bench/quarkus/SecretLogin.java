package com.barkbase.bench.quarkus;

import io.quarkus.credentials.CredentialsProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What the pool asks before it connects. */
@ApplicationScoped
@Named("secret")
public class SecretLogin implements CredentialsProvider {
    @Override
    public Map<String, String> getCredentials(String name) {
        try (SecretsManagerClient client = SecretsManagerClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            String secret = client.getSecretValue(request -> request.secretId(System.getenv("DB_SECRET_NAME")))
                    .secretString();
            JsonNode fields = JsonNode.parser().parse(secret);
            return Map.of(
                    USER_PROPERTY_NAME, fields.field("username").orElseThrow().asString(),
                    PASSWORD_PROPERTY_NAME,
                            fields.field("password").orElseThrow().asString());
        }
    }
}
