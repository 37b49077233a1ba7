package com.barkbase.cdk.cost;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Numbers that don't come from the templates: the price list, and what is assumed of the load. Each carries when it
 * was found and where, so that a bill can be checked.
 */
final class Figures {

    /**
     * One number.
     *
     * @param date when it was looked up or measured
     * @param source where it can be looked up again, or the command that measures it
     */
    record Figure(String name, double value, String unit, String date, String source) {}

    private final String file;
    private final Map<String, Figure> byName;

    private Figures(String file, List<Figure> figures) {
        this.file = file;
        byName = figures.stream().collect(Collectors.toMap(Figure::name, Function.identity()));
    }

    static Figures prices() {
        return read("prices.json");
    }

    static Figures usage() {
        return read("usage.json");
    }

    /** What {@code ./barkbase bench} has measured; none before its first whole run. */
    static Figures measured() {
        return read("measured.json");
    }

    static Figures of(String file, List<Figure> figures) {
        return new Figures(file, figures);
    }

    private static Figures read(String file) {
        return of(file, read(file, new TypeReference<List<Figure>>() {}));
    }

    /** A resource file beside this class, as data. */
    static <T> T read(String file, TypeReference<T> type) {
        try (InputStream in = Figures.class.getResourceAsStream(file)) {
            return new ObjectMapper().readValue(Objects.requireNonNull(in, file), type);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    /**
     * The number of that name.
     *
     * @throws CostException where the file has none: nothing may be left out of a bill in silence
     */
    double of(String name) {
        return find(name)
                .orElseThrow(() -> new CostException(
                        "There is no '" + name + "' in " + file + ": add it, with its unit, its date and its source."));
    }

    /** The number of that name, for what may be missing. */
    Optional<Double> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(Figure::value);
    }

    List<Figure> all() {
        return List.copyOf(byName.values());
    }
}
