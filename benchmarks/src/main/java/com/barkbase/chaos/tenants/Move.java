package com.barkbase.chaos.tenants;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * One kind of step.
 *
 * @param weight how often it is chosen, among the weights of all
 * @param expected how it ends unless somebody else's step gets in its way
 */
record Move(String title, int weight, Outcome expected, Deed deed) {
    static final List<Move> ALL = Stream.of(ScopeMoves.ALL, JdbcMoves.ALL, SystemMoves.ALL, FaultMoves.ALL)
            .flatMap(List::stream)
            .toList();

    private static final int WEIGHTS = ALL.stream().mapToInt(Move::weight).sum();

    /** What a caller does; what it throws is how the step ended. */
    @FunctionalInterface
    interface Deed {
        void by(Caller caller) throws Exception;
    }

    static Move choose(RandomGenerator chance) {
        int left = chance.nextInt(WEIGHTS);
        for (Move move : ALL) {
            left -= move.weight;
            if (left < 0) {
                return move;
            }
        }
        throw new AssertionError("the weights' sum is not their sum");
    }
}
