package com.barkbase.owners;

import com.barkbase.fields.Field;
import com.barkbase.fields.Fields;
import com.barkbase.http.Paging;
import java.util.List;

/** What can be said of an owner and asked of their list. */
final class OwnerFields {

    /** Named as the columns of {@code "Owner"}, which a statement fills from them. */
    static final Fields OWNER = Fields.of(
            Field.text("name", 1, 200).required(),
            Field.email("email"),
            Field.text("phone", 3, 40),
            Field.text("street", 1, 200),
            Field.text("city", 1, 100),
            Field.text("region", 1, 100),
            Field.text("postalCode", 1, 20),
            Field.text("country", 2, "[A-Z]{2}", "a country's two capital letters such as US"),
            Field.text("emergencyContact", 1, 200),
            Field.prose("notes", 4_000));

    static final Field<String> SEARCH = Field.text("q", 1, 200);
    static final Field<Boolean> ARCHIVED = Field.flag("archived");
    static final Field<String> WITH = Field.choice("with", List.of("pets"));

    static final Fields LIST = Paging.with(SEARCH, ARCHIVED, WITH);

    private OwnerFields() {}
}
