package com.barkbase.health;

import io.avaje.jsonb.Json;

/** Says no more than that the service works: no version, host or figure that would help an attacker. */
@Json
record Health(String status) {}
