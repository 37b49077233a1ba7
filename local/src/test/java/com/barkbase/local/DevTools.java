package com.barkbase.local;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chromium's DevTools protocol for one tab: commands with their answers, and what the tab reports by itself.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
final class DevTools implements WebSocket.Listener, AutoCloseable {

    private static final long LIMIT_SECONDS = 60;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<Long, CompletableFuture<Map<String, Object>>> waiting = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger commands = new AtomicInteger();
    private final StringBuilder half = new StringBuilder();
    private final WebSocket socket;

    private DevTools(URI address) {
        socket = HTTP.newWebSocketBuilder().buildAsync(address, this).join();
        List.of("Page", "Runtime", "Network", "Log").forEach(domain -> call(domain + ".enable", Map.of()));
    }

    static DevTools ofFirstTab(int port) throws IOException {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .timeout(Duration.ofSeconds(LIMIT_SECONDS))
                .build();
        try {
            String tabs = HTTP.send(list, HttpResponse.BodyHandlers.ofString()).body();
            Map<?, ?> tab = (Map<?, ?>) JSONArrayUtils.parse(tabs).stream()
                    .filter(one -> "page".equals(((Map<?, ?>) one).get("type")))
                    .findFirst()
                    .orElseThrow();
            return new DevTools(URI.create((String) tab.get("webSocketDebuggerUrl")));
        } catch (InterruptedException | ParseException failure) {
            throw new IOException(failure);
        }
    }

    Map<String, Object> call(String method, Map<String, Object> parameters) {
        long id = commands.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        String command = JSONObjectUtils.toJSONString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(command, true).join();
        return answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> more = new HashMap<>(map);
        more.put(name, value);
        return more;
    }

    List<String> requests() {
        return requests;
    }

    List<String> complaints() {
        return complaints;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        half.append(part);
        if (last) {
            String message = half.toString();
            half.setLength(0);
            receive(message);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    private void receive(String text) {
        try {
            Map<String, Object> message = JSONObjectUtils.parse(text);
            if (message.containsKey("id")) {
                answer(message);
            } else {
                report((String) message.get("method"), JSONObjectUtils.getJSONObject(message, "params"));
            }
        } catch (ParseException notJson) {
            complaints.add("DevTools said: " + text);
        }
    }

    private void answer(Map<String, Object> message) throws ParseException {
        CompletableFuture<Map<String, Object>> answer = waiting.remove(((Number) message.get("id")).longValue());
        if (message.containsKey("error")) {
            answer.completeExceptionally(new AssertionError(message.get("error")));
        } else {
            answer.complete(JSONObjectUtils.getJSONObject(message, "result"));
        }
    }

    private void report(String event, Map<String, Object> facts) throws ParseException {
        switch (event) {
            case "Network.requestWillBeSent" ->
                requests.add(
                        (String) JSONObjectUtils.getJSONObject(facts, "request").get("url"));
            case "Runtime.exceptionThrown" -> complaints.add(String.valueOf(facts.get("exceptionDetails")));
            case "Runtime.consoleAPICalled" -> complain((String) facts.get("type"), facts.get("args"));
            case "Log.entryAdded" -> {
                Map<String, Object> entry = JSONObjectUtils.getJSONObject(facts, "entry");
                complain((String) entry.get("level"), entry.get("text") + " " + entry.get("url"));
            }
            default -> {}
        }
    }

    private void complain(String level, Object what) {
        if (level.equals("error") || level.equals("warning") || level.equals("assert")) {
            complaints.add(level + ": " + what);
        }
    }

    @Override
    public void close() {
        call("Browser.close", Map.of());
        socket.abort();
    }
}
