package com.barkbase.http;

import com.barkbase.fields.FieldError;
import com.barkbase.fields.Fields;
import com.barkbase.fields.InvalidFieldsException;
import com.barkbase.fields.Values;
import java.util.stream.Collectors;

/** Reads an address's parameters: a 400 where one is not what the route declares, or is not declared at all. */
final class Parameters {

    private Parameters() {}

    static Values read(Event event, Fields fields) {
        try {
            return fields.parse(event.query());
        } catch (InvalidFieldsException invalid) {
            throw Problem.badRequest(
                    invalid.errors().stream().map(Parameters::sentence).collect(Collectors.joining(" ")));
        }
    }

    private static String sentence(FieldError error) {
        return error.pointer().substring(1) + " " + error.detail();
    }
}
