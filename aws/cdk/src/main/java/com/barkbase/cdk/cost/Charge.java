package com.barkbase.cdk.cost;

/**
 * What a resource costs in a month, in USD.
 *
 * @param basis how the figure comes about, in a few words
 * @param idle while nobody uses it
 * @param busy at the load that {@code usage.json} assumes; never below idle
 */
record Charge(String basis, double idle, double busy) {

    static Charge fixed(String basis, double usd) {
        return new Charge(basis, usd, usd);
    }

    Charge plus(Charge other) {
        return new Charge(basis + " + " + other.basis, idle + other.idle, busy + other.busy);
    }
}
