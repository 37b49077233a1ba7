package com.barkbase.staff;

import com.barkbase.fields.Field;
import com.barkbase.fields.Fields;
import com.barkbase.http.Paging;
import com.barkbase.http.Role;
import java.util.List;
import java.util.stream.Stream;

/** What can be said of a member and asked of their list. */
final class MemberFields {

    private static final List<String> ROLES =
            Stream.of(Role.values()).map(Role::name).toList();

    static final Field<String> EMAIL = Field.email("email")
            .required()
            .guardedBy("Membership_pkey", "is the address of someone who is a member already.");
    static final Field<String> NAME = Field.text("name", 1, 200).required();
    static final Field<String> ROLE = Field.choice("role", ROLES)
            .required()
            .guardedBy("Membership_last_owner", "is that of the last OWNER: make someone else an OWNER first.");

    static final Fields NEW = Fields.of(EMAIL, NAME, ROLE);

    /** Named as the columns of {@code "Membership"}; whose address it is does not change. */
    static final Fields CHANGE = Fields.of(NAME, ROLE).patch();

    static final Fields LIST = Paging.with();

    private MemberFields() {}
}
