package com.barkbase.fields;

import java.util.List;

/** A body is JSON, but not what its fields are declared to be: all that is wrong with it, at once. */
public final class InvalidFieldsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    InvalidFieldsException(List<FieldError> errors) {
        super(errors.size() + " of the body's values are not valid", null, false, false);
        this.errors = List.copyOf(errors);
    }

    public List<FieldError> errors() {
        return errors;
    }
}
