package com.barkbase.pets;

import com.barkbase.fields.Field;
import com.barkbase.fields.Fields;
import com.barkbase.http.Paging;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What can be said of a pet, its owners and its weight, and asked of their lists. */
final class PetFields {

    private static final Field<String> SPECIES = Field.choice(
            "species", List.of("dog", "cat", "rabbit", "guinea pig", "hamster", "ferret", "bird", "reptile", "other"));
    private static final Field<String> STATUS = Field.choice("status", List.of("active", "inactive", "deceased"));

    static final Field<LocalDate> BIRTH_DATE = Field.day("birthDate");

    /** Named as the columns of {@code "Pet"}, which a statement fills from them. */
    static final Fields PET = Fields.of(
            Field.text("name", 1, 200).required(),
            SPECIES.required(),
            Field.text("breed", 1, 200),
            Field.choice("sex", List.of("female", "male")),
            BIRTH_DATE,
            Field.text("microchip", 15, "[0-9]{15}", "15 digits (ISO 11784)")
                    .guardedBy("Pet_microchip_key", "is another pet's already, maybe an archived one's."),
            STATUS,
            Field.prose("allergies", 2_000),
            Field.prose("diet", 2_000),
            Field.prose("medication", 2_000),
            Field.flag("medicationRequired"),
            Field.flag("specialNeeds"),
            Field.flag("aggressive"),
            Field.flag("anxious"),
            Field.flag("escapeArtist"),
            Field.prose("notes", 4_000));

    /** A pet is somebody's from the first moment on. */
    static final Fields NEW_PET = PET.and(owner("primaryOwnerId"));

    static final Field<UUID> OWNER = owner("ownerId");
    static final Field<Boolean> PRIMARY = Field.flag("primary");
    static final Fields LINK = Fields.of(OWNER, PRIMARY);

    static final Field<LocalDate> MEASURED_ON = Field.day("measuredOn").required();
    static final Field<BigDecimal> WEIGHT_KG = Field.amount("weightKg", "0.001", "9999.999", 3);
    static final Fields WEIGHT = Fields.of(MEASURED_ON, WEIGHT_KG.required(), Field.prose("notes", 4_000));

    static final Field<String> SEARCH = Field.text("q", 1, 200);
    static final Field<Boolean> ARCHIVED = Field.flag("archived");
    static final Field<String> OF_STATUS = STATUS;
    static final Field<String> OF_SPECIES = SPECIES;
    static final Field<String> WITH = Field.choice("with", List.of("owners"));

    static final Fields LIST = Paging.with(SEARCH, OF_STATUS, OF_SPECIES, ARCHIVED, WITH);
    static final Fields WEIGHTS = Paging.with();

    private PetFields() {}

    private static Field<UUID> owner(String name) {
        return Field.id(name).required().guardedBy("PetOwner_owner_fkey", "is no owner of this kennel.");
    }
}
