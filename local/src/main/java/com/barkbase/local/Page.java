package com.barkbase.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A file of the class path as an answer. */
final class Page {

    private static final String SWAGGER_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String SWAGGER_FILES = "/META-INF/resources/webjars/swagger-ui/";

    /** The browser talks to nobody but us. */
    private static final String POLICY = "default-src 'none'; connect-src 'self'; img-src 'self' data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Page() {}

    /** One of our pages. Its policy names its own style and script by their hashes, so that no other is obeyed. */
    static Response html(String name) {
        String html = text("/pages/" + name);
        String policy = POLICY + sources(html, "style") + sources(html, "script");
        return response("text/html", html, Map.of("content-security-policy", policy, "referrer-policy", "no-referrer"));
    }

    /** One of Swagger UI's files. */
    static Response swagger(String name, String type) {
        try {
            Properties jar = new Properties();
            jar.load(new StringReader(text(SWAGGER_VERSION)));
            return response(type, text(SWAGGER_FILES + jar.getProperty("version") + "/" + name), Map.of());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Response response(String type, String text, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("content-type", type + "; charset=utf-8");
        headers.put("cache-control", "no-store");
        headers.put("x-content-type-options", "nosniff");
        return new Response(200, headers, text);
    }

    /** What we serve as files, and what the page holds within {@code tag}. */
    private static String sources(String html, String tag) {
        String hashes = Pattern.compile("<%1$s>(.*?)</%1$s>".formatted(tag), Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(found -> " 'sha256-" + hash(found.group(1)) + "'")
                .collect(Collectors.joining());
        return "; %s-src 'self'%s".formatted(tag, hashes);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String text(String resource) {
        try (InputStream file = Objects.requireNonNull(Page.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
