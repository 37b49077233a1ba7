package com.barkbase.chaos.scenario;

import java.util.List;

/** One story of what goes wrong, told with real servers that it starts and ends itself. */
public interface Scenario {
    /** What the command knows it by: one word. */
    String name();

    /** The question that it answers, for the help and the report. */
    String question();

    /**
     * Makes it go wrong and says what held. Ends soon after {@link Run#isOver}, and leaves no process behind however
     * it ends.
     */
    List<Claim> tell(Run run) throws Exception;
}
