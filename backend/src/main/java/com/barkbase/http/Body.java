package com.barkbase.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.fields.Fields;
import com.barkbase.fields.InvalidFieldsException;
import com.barkbase.fields.MalformedJsonException;
import com.barkbase.fields.Values;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the JSON body out of an event: 413, 415, 400 and 422 where it is not what the route declares. */
final class Body {

    /** Bytes. API Gateway itself takes ten times as much. */
    static final int MOST_BYTES = 1 << 20;

    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    /** JSON is UTF-8 (RFC 8259); a client may say so. */
    private static final Pattern UTF_8_SAID = Pattern.compile("charset=\"?utf-8\"?");

    private Body() {}

    static Values read(Event event, Fields fields) {
        requireMediaType(event.header("content-type"), fields.isPatch() ? List.of(JSON, MERGE_PATCH) : List.of(JSON));
        try {
            return fields.read(text(event));
        } catch (MalformedJsonException malformed) {
            throw Problem.badRequest(String.valueOf(malformed.getMessage()));
        } catch (InvalidFieldsException invalid) {
            throw Problem.invalid(invalid.errors());
        }
    }

    private static void requireMediaType(@Nullable String given, List<String> allowed) {
        String[] parts = (given == null ? "" : given).toLowerCase(Locale.ROOT).split(";", -1);
        boolean known = allowed.contains(parts[0].strip());
        if (!known || parts.length > 2 || (parts.length == 2 && !isUtf8(parts[1]))) {
            throw Problem.unsupportedMediaType("The body's Content-Type is %s; it must be %s in UTF-8."
                    .formatted(given == null ? "missing" : "\"" + given + "\"", String.join(" or ", allowed)));
        }
    }

    private static boolean isUtf8(String parameter) {
        return parameter.isBlank() || UTF_8_SAID.matcher(parameter.strip()).matches();
    }

    private static String text(Event event) {
        String body = event.body() == null ? "" : event.body();
        byte[] bytes = event.isBase64Encoded() ? decoded(body) : body.getBytes(UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw Problem.tooLarge(
                    "The body has %d bytes; it must have at most %d.".formatted(bytes.length, MOST_BYTES));
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw Problem.badRequest("The body is not UTF-8, as JSON has to be.");
        }
    }

    /** API Gateway encodes what it does not take for text. */
    private static byte[] decoded(String body) {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException notBase64) {
            throw Problem.badRequest("The body is said to be Base64 and is not.");
        }
    }
}
