package com.barkbase.migrate;

import io.avaje.jsonb.Json;

/**
 * What {@link MigrateHandler} answers.
 *
 * @param migrations how many were run, 0 where all had been
 * @param version the newest one's
 * @param servicePassword {@code set}, or {@code kept} where the services could log in already
 */
@Json
record Migrated(int migrations, String version, String servicePassword) {}
