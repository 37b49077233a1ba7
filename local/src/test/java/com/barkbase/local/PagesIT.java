package com.barkbase.local;

import static com.barkbase.local.DevProcess.HARBOR;
import static com.barkbase.local.DevProcess.PINE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom dev's pages are for, over HTTP. */
class PagesIT {

    @TempDir
    static Path root;

    private static DevProcess dev;

    @BeforeAll
    static void start() {
        dev = DevProcess.ready(root, Map.of());
    }

    @AfterAll
    static void stop() {
        dev.close();
    }

    @Test
    void pageOfTheKennelsGetsThePrintedTokens() {
        assertThat(dev.get("/dev/kennels").body())
                .contains("\"name\":\"" + HARBOR + "\"", "\"token\":\"" + dev.token(HARBOR) + "\"")
                .contains("\"name\":\"" + PINE + "\"", "\"token\":\"" + dev.token(PINE) + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "localhost", "127.0.0.1:1", "[::1]:8080"})
    void pageIsThereUnderTheNamesOfLocalhost(String host) throws IOException {
        assertThat(asked("/dev/kennels", host)).startsWith("HTTP/1.1 200 ");
    }

    /** Such a name may lead to localhost since its owner says so, and the browser takes its page for the asking one. */
    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "evil.example#localhost", ""})
    void pageIsRefusedUnderAnyOtherName(String host) throws IOException {
        for (String path : new String[] {"/", "/docs", "/dev/kennels"}) {
            assertThat(asked(path, host))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("\"detail\":\"Open this page as localhost; here it was asked for as " + host + ".\"")
                    .doesNotContain("token\":");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://evil.example"})
    void pageOfAnotherOriginMayNotReadTheTokens(String origin) {
        HttpResponse<String> answer = dev.get("/dev/kennels", "Origin", origin);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs"})
    void pageRunsItsOwnScriptAndTalksToUsOnly(String path) {
        HttpResponse<String> page = dev.get(path);
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'; connect-src 'self';")
                .matches(".* style-src 'self' 'sha256-[^']+'; script-src 'self' 'sha256-[^']+'")
                .doesNotContain("unsafe");
        assertThat(page.body().replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
    }

    @Test
    void pageIsOnlyRead() {
        assertThat(dev.send("HEAD", "/").statusCode()).isEqualTo(200);
        assertThat(dev.send("POST", "/").statusCode()).isEqualTo(404);
        assertThat(dev.get("/docs/../pages/home.html").statusCode()).isEqualTo(404);
    }

    /** Java's client sends no Host header but its own. */
    private static String asked(String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), dev.port())) {
            String request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
