package com.barkbase.cdk;

/** Why the infrastructure can't be synthesised, in one sentence that also says what to do. */
public final class SynthesisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SynthesisException(String message) {
        super(message);
    }

    SynthesisException(String message, Throwable cause) {
        super(message, cause);
    }
}
