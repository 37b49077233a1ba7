package com.barkbase.cdk;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of a few words that someone said on a command line or in the CDK's context. */
final class Choice {

    private Choice() {}

    /**
     * The constant that is spelt so, in lower case.
     *
     * @param fallback where nothing was said
     * @param what a person's word for it
     * @param key the option's name
     * @throws SynthesisException where there is none
     */
    static <E extends Enum<E>> E of(E fallback, String what, String key, @Nullable String said) {
        if (said == null) {
            return fallback;
        }
        E[] all = fallback.getDeclaringClass().getEnumConstants();
        return Arrays.stream(all)
                .filter(constant -> word(constant).equals(said))
                .findFirst()
                .orElseThrow(() -> refused(
                        "There is no " + what + " '" + said + "'",
                        key,
                        Arrays.stream(all).map(Choice::word)));
    }

    static boolean onOrOff(boolean fallback, String key, @Nullable String said) {
        return switch (said) {
            case null -> fallback;
            case "on" -> true;
            case "off" -> false;
            default -> throw refused("'" + said + "' is neither on nor off", key, Stream.of("on", "off"));
        };
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static SynthesisException refused(String sentence, String key, Stream<String> allowed) {
        return new SynthesisException(sentence + ": " + key + " is one of " + allowed.collect(joining(", ")) + ".");
    }
}
