package com.barkbase.http;

/** What a person is in a kennel. */
public enum Role {
    OWNER,
    MANAGER,
    STAFF,
    RECEPTIONIST,
    GROOMER,
    VIEWER
}
