package com.barkbase.doctor;

import com.barkbase.doctor.Step.State;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.List;

/**
 * All that an {@link Examination} found, in the order of the way from the variables to a row.
 *
 * @param healthy whether no step is wrong; warnings do not count
 */
@Json
public record Report(boolean healthy, List<Step> steps) {

    public static Report of(List<Step> steps) {
        return new Report(steps.stream().noneMatch(step -> step.is(State.WRONG)), List.copyOf(steps));
    }

    /** Of an examination that came no further. */
    public static Report wrong(String step, String message) {
        return of(List.of(new Step(step, State.WRONG, message)));
    }

    public String toJson() {
        return Jsonb.instance().toJson(this);
    }
}
