package com.barkbase.fields;

/** A body is not one JSON document. The message says why, to whoever sent it. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message) {
        super(message, null, false, false);
    }
}
