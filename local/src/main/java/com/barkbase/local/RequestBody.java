package com.barkbase.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.http.Problem;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A request's body as API Gateway hands it on: text as it is, anything else in Base64. */
final class RequestBody {

    /** Bytes: the quota of an HTTP API. */
    private static final int MOST = 10 << 20;

    private static final Set<String> TEXT = Set.of("application/json", "application/javascript", "application/xml");

    private RequestBody() {}

    /** The event's fields for it. */
    static Map<String, Object> of(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST + 1);
        if (body.length > MOST) {
            throw Problem.tooLarge(
                    "The body has more than %d bytes, which API Gateway would not take.".formatted(MOST));
        }
        if (body.length == 0) {
            return Map.of("isBase64Encoded", false);
        }
        if (isText(exchange) && isUtf8(body)) {
            return Map.of("body", new String(body, UTF_8), "isBase64Encoded", false);
        }
        return Map.of("body", Base64.getEncoder().encodeToString(body), "isBase64Encoded", true);
    }

    private static boolean isText(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Content-Type");
        String type = header == null
                ? ""
                : header.toLowerCase(Locale.ROOT).split(";", -1)[0].strip();
        return type.startsWith("text/") || TEXT.contains(type);
    }

    private static boolean isUtf8(byte[] body) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
