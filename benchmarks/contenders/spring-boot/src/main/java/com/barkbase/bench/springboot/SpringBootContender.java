package com.barkbase.bench.springboot;

import com.barkbase.bench.subject.Contender;
import com.barkbase.bench.subject.Jdbc;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** An application without a web server, as a function is; its login is a bean, the rest is Boot's own. */
public final class SpringBootContender implements Contender {
    private final JdbcClient jdbc;

    public SpringBootContender() {
        System.setProperty("spring.datasource.hikari.maximum-pool-size", System.getenv("DB_POOL_MAX"));
        jdbc = SpringApplication.run(Kennel.class).getBean(JdbcClient.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Kennel {
        @Bean
        JdbcConnectionDetails login() {
            try (SecretsManagerClient client = SecretsManagerClient.builder()
                    .httpClient(UrlConnectionHttpClient.create())
                    .build()) {
                String secret = client.getSecretValue(request -> request.secretId(System.getenv("DB_SECRET_NAME")))
                        .secretString();
                JsonNode fields = JsonNode.parser().parse(secret);
                return new Login(
                        fields.field("username").orElseThrow().asString(),
                        fields.field("password").orElseThrow().asString());
            }
        }
    }

    private record Login(String username, String password) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String getJdbcUrl() {
            return Jdbc.url("jdbc:postgresql");
        }
    }

    @Override
    public int pets() {
        return jdbc.sql(PETS)
                .query((row, number) -> row.getString("id")
                        + row.getString("name")
                        + row.getString("breed")
                        + row.getString("born")
                        + row.getString("weight"))
                .list()
                .size();
    }

    @Override
    public String pet(int id) {
        return jdbc.sql(Jdbc.PET).param(id).query(String.class).single();
    }
}
