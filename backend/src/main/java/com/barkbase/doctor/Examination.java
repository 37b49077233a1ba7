package com.barkbase.doctor;

import com.barkbase.doctor.Step.State;
import com.barkbase.http.DbLayer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Walks from the layer to the schema and ends at the first thing that is wrong. The same on Lambda and on a developer's
 * machine. Reads only.
 *
 * <p>This class has to load where the layer is missing, so all that needs it is in {@link DatabaseExamination}.
 */
public final class Examination {

    private Examination() {}

    /**
     * Takes to {@code end}, or a few seconds more where the schema is slow to read.
     *
     * @param variables the db-layer's settings, by the names of the environment variables
     */
    public static Report of(Map<String, String> variables, Instant end) {
        List<Step> steps = new ArrayList<>();
        try {
            DbLayer.requireAttached();
        } catch (IllegalStateException missing) {
            return Report.wrong("layer", String.valueOf(missing.getMessage()));
        }
        if (variables.containsKey("AWS_LAMBDA_FUNCTION_NAME")) {
            steps.add(new Step("layer", State.OK, "attached"));
        }
        steps.addAll(DatabaseExamination.of(variables, end));
        return Report.of(steps);
    }
}
