package com.barkbase.cdk;

import java.util.Arrays;
import java.util.List;

/** {@code ./barkbase budget}: the page {@code docs/budget.md}, made of the table in {@link Environment}. */
public final class BudgetPage {

    private BudgetPage() {}

    public static void main(String... arguments) {
        System.out.print(text());
    }

    static String text() {
        StringBuilder page = new StringBuilder("""
                # The budget of connections

                Made by `./barkbase budget > docs/budget.md` from `Environment`. `./barkbase synth` counts the same and
                fails where it does not fit.

                Each execution environment of a function holds at most `DB_POOL_MAX` connections. Only our functions
                carry the security group that reaches the database; still everything that the account may run beside
                the reservations is counted, because a function that is new in that group has none. A proxy does not
                change the sum: a tenant's statement pins its session, which makes it one connection for one (not
                verified on AWS).

                An account whose Lambda limit is not the one below says so: `--account-concurrency N`, or
                `-c accountConcurrency=N`. A new account has 10.
                """);
        Arrays.stream(Environment.values())
                .map(Deployment::of)
                .map(ConnectionBudget::of)
                .forEach(budget -> append(budget, page));
        return page.toString();
    }

    private static void append(ConnectionBudget budget, StringBuilder page) {
        Environment environment = budget.deployment().environment();
        page.append("%n## %s: %d of %d%n%n".formatted(environment.id(), budget.needed(), budget.maxConnections()));
        page.append("`db.%s`, Lambda limit of the account %d, `DB_POOL_MAX` %d%n%n"
                .formatted(
                        environment.instanceClass(), budget.deployment().accountConcurrency(), environment.poolMax()));
        page.append(row(List.of("who", "at once", "each", "connections")));
        page.append(row(List.of("---", "---:", "---:", "---:")));
        for (ConnectionBudget.Line line : budget.lines()) {
            page.append(row(List.of(line.what(), line.count(), line.each(), line.connections())));
        }
        page.append(row(List.of("**sum**", "", "", "**" + budget.needed() + "**")));
        page.append(row(List.of("`max_connections`", "", "", budget.maxConnections())));
    }

    private static String row(List<?> cells) {
        StringBuilder row = new StringBuilder("|");
        cells.forEach(cell -> row.append(' ').append(cell).append(" |"));
        return row.append(System.lineSeparator()).toString();
    }
}
