package com.barkbase.pets;

import com.barkbase.db.Row;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The alerts that a pet's fields give rise to. A search for words in its notes would miss the misspelt one and cry wolf
 * at "not allergic".
 */
enum MedicalAlert {
    ALLERGIES(pet -> says(pet, "allergies"), "Has allergies: check food, treats and medicine against them."),
    MEDICATION(
            pet -> pet.bool("medicationRequired") && says(pet, "medication"),
            "Must get its medication as written down."),
    MEDICATION_UNKNOWN(
            pet -> pet.bool("medicationRequired") && !says(pet, "medication"),
            "Must get medication, and which is not written down: ask its owner."),
    DIET(pet -> says(pet, "diet"), "Is on a diet: feed nothing else."),
    SPECIAL_NEEDS(pet -> pet.bool("specialNeeds"), "Has special needs: read its notes before you care for it.");

    @SuppressWarnings("ImmutableEnumChecker") // holds nothing that changes
    private final Predicate<Row> applies;

    private final String message;

    MedicalAlert(Predicate<Row> applies, String message) {
        this.applies = applies;
        this.message = message;
    }

    static List<Alert> of(Row pet) {
        return Stream.of(values())
                .filter(medical -> medical.applies.test(pet))
                .map(medical -> new Alert(medical.name(), medical.message))
                .toList();
    }

    private static boolean says(Row pet, String field) {
        return pet.orNull(field, String.class) != null;
    }
}
