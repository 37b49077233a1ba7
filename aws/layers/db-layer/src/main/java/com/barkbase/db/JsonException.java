package com.barkbase.db;

/** A text is not the JSON object that it should be; the message gives the position and never the content. */
final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    JsonException(String message) {
        super(message);
    }
}
