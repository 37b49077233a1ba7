package com.barkbase.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium with one tab, for which no name but localhost leads anywhere. */
final class Browser implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final DevTools tab;

    private Browser(Process process, DevTools tab) {
        this.process = process;
        this.tab = tab;
    }

    /** The first Chromium or Chrome of the PATH. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program, Path profile) throws IOException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox", // root has none
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        try {
            return new Browser(process, DevTools.ofFirstTab(port(process)));
        } catch (IOException | RuntimeException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static int port(Process process) throws IOException {
        BufferedReader output = process.inputReader(UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread.ofVirtual().start(() -> output.lines().forEach(more -> {})); // so that it can go on writing
                return URI.create(line.substring(LISTENING.length())).getPort();
            }
        }
        throw new IOException("Chromium ended before it listened.");
    }

    void open(String address) {
        tab.call("Page.navigate", Map.of("url", address));
    }

    /** The value of a JavaScript expression, of a promise once it is kept. */
    Object value(String expression) {
        Map<String, Object> answer = tab.call(
                "Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return ((Map<?, ?>) Objects.requireNonNull(answer.get("result"))).get("value");
    }

    String text(String selector) {
        return String.valueOf(value("document.querySelector('%s')?.innerText".formatted(selector)));
    }

    /** Waits until a JavaScript expression is true. */
    void await(String expression) {
        value("""
                new Promise((resolve, reject) => {
                    const end = performance.now() + %d;
                    const look = () => (%s) ? resolve()
                        : performance.now() > end ? reject(new Error(document.body.innerText)) : setTimeout(look, 20);
                    look();
                })""".formatted(LIMIT.toMillis(), expression));
    }

    /** Presses a key as a person does: {@code Tab}, {@code Enter}, {@code ArrowDown}, {@code Space}. */
    void press(String key) {
        String text = Map.of("Enter", "\r", "Space", " ").getOrDefault(key, "");
        int code = Map.of("Tab", 9, "Enter", 13, "Space", 32, "ArrowDown", 40).get(key);
        Map<String, Object> event = Map.of(
                "key", key.equals("Space") ? " " : key, "code", key, "windowsVirtualKeyCode", code, "text", text);
        for (String type : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
            tab.call("Input.dispatchKeyEvent", DevTools.with(event, "type", type));
        }
    }

    void type(String text) {
        tab.call("Input.insertText", Map.of("text", text));
    }

    void resize(int width, int height) {
        tab.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** {@code light} or {@code dark}. */
    void scheme(String scheme) {
        tab.call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void allowClipboard() {
        tab.call(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    }

    /** The whole page, below the window's edge too. */
    void screenshot(Path file) throws IOException {
        Map<String, Object> answer = tab.call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, Base64.getDecoder().decode((String) answer.get("data")));
    }

    /** The addresses asked for so far. */
    List<String> requests() {
        return tab.requests();
    }

    /** The console's errors and warnings so far, uncaught exceptions and refusals of the policy included. */
    List<String> complaints() {
        return tab.complaints();
    }

    @Override
    public void close() throws InterruptedException {
        tab.close();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
