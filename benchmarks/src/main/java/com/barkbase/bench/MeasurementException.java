package com.barkbase.bench;

/** Something under measurement failed; there is no figure. */
final class MeasurementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MeasurementException(String message) {
        super(message);
    }
}
