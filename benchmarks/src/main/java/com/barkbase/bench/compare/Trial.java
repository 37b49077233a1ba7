package com.barkbase.bench.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process that is to be measured.
 *
 * @param flags of its JVM, besides the contestant's own
 * @param scenario its name for the process, and its numbers
 */
record Trial(
        Contestant contestant,
        Bounds bounds,
        List<String> flags,
        Map<String, String> variables,
        List<String> scenario) {

    Trial(Contestant contestant, Bounds bounds, Map<String, String> variables, String... scenario) {
        this(contestant, bounds, List.of(), variables, List.of(scenario));
    }

    Trial flags(List<String> more) {
        return new Trial(contestant, bounds, more, variables, scenario);
    }

    Trial variables(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(more);
        return new Trial(contestant, bounds, flags, all, scenario);
    }

    @Override
    public String toString() {
        return contestant.title() + ", " + String.join(" ", scenario);
    }
}
