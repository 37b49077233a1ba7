package com.barkbase.pets;

import io.avaje.jsonb.Json;

/**
 * What whoever cares for a pet has to know first.
 *
 * @param code stable, for programs
 * @param message a sentence for people
 */
@Json
record Alert(String code, String message) {}
