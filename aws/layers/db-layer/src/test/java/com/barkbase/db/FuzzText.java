package com.barkbase.db;

import java.util.List;
import java.util.random.RandomGenerator;

/** Random texts, and small changes of texts that were right. */
public final class FuzzText {
    private static final List<String> STRANGERS = List.of(
            "\0",
            "\n",
            "\r\n",
            "\t",
            " ",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\ufeff",
            "\ud83d",
            "\udc36",
            "\uffff",
            "\u0661",
            "é",
            "犬",
            "\uD83D\uDC36",
            "'",
            "\"",
            "\\",
            "/",
            "?",
            "&",
            ";",
            "%",
            "${x}");

    private final RandomGenerator random;

    public FuzzText(RandomGenerator random) {
        this.random = random;
    }

    /** One of them. */
    public <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** True now and then. */
    public boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    /** So many of the letters. */
    public String of(String letters, int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    /** Of one to four bytes each in UTF-8, control characters among them. */
    public String anyCharacters(int most) {
        int[] starts = {0, 0x20, 0x80, 0x2000, 0xE000, 0x1F300};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.appendCodePoint(starts[random.nextInt(starts.length)] + random.nextInt(0x60));
        }
        return text.toString();
    }

    /** What is seldom thought of. */
    public String stranger() {
        return any(STRANGERS);
    }

    /** With something left out, doubled, put elsewhere or put in. */
    public String changed(String text) {
        if (text.isEmpty()) {
            return stranger();
        }
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(4));
        String part = text.substring(at, end);
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, end) + part + text.substring(end);
            case 2 -> text.substring(0, at);
            case 3 -> part + text.substring(0, at) + text.substring(end);
            default -> text.substring(0, at) + stranger() + text.substring(chance(2) ? at : end);
        };
    }
}
