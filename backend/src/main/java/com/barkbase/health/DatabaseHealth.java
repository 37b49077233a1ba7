package com.barkbase.health;

import io.avaje.jsonb.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DbHealthcheckHandler} answers.
 *
 * @param ok whether a statement was answered
 * @param connected whether there was a session for it
 * @param serverTime PostgreSQL's clock; absent without an answer
 */
@Json
record DatabaseHealth(
        boolean ok, boolean connected, @Nullable Instant serverTime) {}
