package com.barkbase.http;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code If-Match} (RFC 9110, 13.1.1): a change is made to the version that its sender has seen, or not at all. */
final class Precondition {

    /** Repetition of a group takes the stack: of some thousand tags, all of it. */
    private static final int MOST_CHARACTERS = 1_000;

    private static final Pattern TAGS = Pattern.compile("(W/)?\"[!#-~]*\"(\\s*,\\s*(W/)?\"[!#-~]*\")*");

    /** A strong tag that we have made; any other, a weak one too, matches nothing. */
    private static final Pattern OURS = Pattern.compile("(?<!W/)\"([0-9]{1,9})\"");

    private Precondition() {}

    /** A version as an entity tag: {@code "3"}. */
    static String tag(int version) {
        return "\"" + version + "\"";
    }

    /** The versions that the header allows; null where it allows any. */
    static @Nullable List<Integer> versions(@Nullable String header) {
        if (header == null || header.equals("*")) {
            return null;
        }
        if (header.length() > MOST_CHARACTERS) {
            throw Problem.badRequest(
                    "If-Match has %d characters; it must have at most %d.".formatted(header.length(), MOST_CHARACTERS));
        }
        if (!TAGS.matcher(header).matches()) {
            throw Problem.badRequest("If-Match is %s; it must be the ETag of an answer, such as \"3\" with its quotes."
                    .formatted(header));
        }
        return OURS.matcher(header)
                .results()
                .map(tag -> Integer.valueOf(tag.group(1)))
                .toList();
    }
}
