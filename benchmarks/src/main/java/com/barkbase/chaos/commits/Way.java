package com.barkbase.chaos.commits;

/** How a write is made. */
enum Way {
    STATEMENT("one statement", true, false),
    TENANT_STATEMENT("one statement of a tenant", true, false),
    TRANSACTION("transaction", false, false),
    TENANT_TRANSACTION("transaction of a tenant", false, false),
    KEYED_STATEMENT("one statement with an idempotency key", true, true),
    KEYED_TRANSACTION("transaction with an idempotency key", false, true);

    final String title;
    /** In one round trip, before which it cannot know an id of its transaction. */
    final boolean single;
    /** May be tried again until it is certain. */
    final boolean keyed;

    Way(String title, boolean single, boolean keyed) {
        this.title = title;
        this.single = single;
        this.keyed = keyed;
    }
}
