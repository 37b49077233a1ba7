package com.barkbase.cdk.cost;

/** Why a bill can't be made, in one sentence that also says what to do. */
public final class CostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CostException(String message) {
        super(message);
    }
}
