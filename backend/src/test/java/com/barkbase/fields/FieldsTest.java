package com.barkbase.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.avaje.jsonb.Jsonb;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    private static final Field<String> NAME = Field.text("name", 1, 5).required();
    private static final Field<String> CHIP = Field.text("chip", 15, "[0-9]{15}", "15 digits")
            .guardedBy("Pet_microchip_key", "is another pet's already.");
    private static final Field<LocalDate> BORN = Field.day("born");
    private static final Field<BigDecimal> WEIGHT = Field.amount("weight", "0.01", "9999.99", 2);
    private static final Field<Integer> LEGS = Field.whole("legs", 0, 8);
    private static final Field<Boolean> ANXIOUS = Field.flag("anxious");
    private static final Field<String> SEX = Field.choice("sex", List.of("female", "male"));
    private static final Field<UUID> VET = Field.id("vet");
    private static final Field<List<String>> TAGS = Field.list("tags", Field.text("tag", 1, 3), 0, 2);
    private static final Field<UUID> ID = Field.id("id").required();
    private static final Field<List<Values>> OWNERS = Field.list("owners", Field.object("owner", Fields.of(ID)), 1, 3);
    private static final Fields PET = Fields.of(NAME, CHIP, BORN, WEIGHT, LEGS, ANXIOUS, SEX, VET, TAGS, OWNERS);

    @Test
    void everyTypeIsReadInJavasWords() {
        UUID id = UUID.fromString("0b9e4c1e-5d1f-4a53-9a0e-2f8f6a3f1c77");
        Values pet = PET.read("""
                {"name":" Luna ","chip":"985000000000001","born":"2024-02-29","weight":12.50,"legs":4.0,"anxious":true,
                 "sex":"female","vet":"%1$s","tags":["a","b"],"owners":[{"id":"%1$s"}]}
                """.formatted(id));
        assertThat(pet.get(NAME)).isEqualTo("Luna");
        assertThat(pet.get(BORN)).isEqualTo("2024-02-29");
        assertThat(pet.get(WEIGHT)).isEqualTo("12.50");
        assertThat(pet.get(LEGS)).isEqualTo(4);
        assertThat(pet.isTrue(ANXIOUS)).isTrue();
        assertThat(pet.get(VET)).isEqualTo(id);
        assertThat(pet.get(TAGS)).containsExactly("a", "b");
        assertThat(pet.get(OWNERS).getFirst().get(ID)).isEqualTo(id);
        assertThat(pet.json()).isEqualTo("""
                        {"name":"Luna","chip":"985000000000001","born":"2024-02-29","weight":12.50,"legs":4,\
                        "anxious":true,"sex":"female","vet":"%1$s","tags":["a","b"],\
                        "owners":[{"id":"%1$s"}]}""".formatted(id));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                              | /name        | is missing.
            {"name":null}                   | /name        | is null; it must have a value.
            {"name":7}                      | /name        | is a number; it must be text.
            {"name":["x"]}                  | /name        | is a list; it must be text.
            {"name":"  "}                   | /name        | has 0 characters; it must have 1 to 5.
            {"name":"123456"}               | /name        | has 6 characters; it must have 1 to 5.
            {"name":"a\\nb"}                | /name        | CONTROL
            {"name":"\\ud83d"}              | /name        | CONTROL
            {"name":"x","chip":"98"}        | /chip        | is "98"; it must be 15 digits.
            {"name":"x","born":"2023-02-29"}| /born        | is "2023-02-29"; it must be DAY.
            {"name":"x","born":"24-2-9"}    | /born        | is "24-2-9"; it must be DAY.
            {"name":"x","born":20240229}    | /born        | is a number; it must be DAY.
            {"name":"x","weight":0}         | /weight      | is "0"; it must be AMOUNT.
            {"name":"x","weight":1.005}     | /weight      | is "1.005"; it must be AMOUNT.
            {"name":"x","weight":1e999999}  | /weight      | is "1E+999999"; it must be AMOUNT.
            {"name":"x","weight":"12"}      | /weight      | is text; it must be AMOUNT.
            {"name":"x","legs":4.5}         | /legs        | is "4.5"; it must be a whole number from 0 to 8.
            {"name":"x","legs":9}           | /legs        | is "9"; it must be a whole number from 0 to 8.
            {"name":"x","anxious":"true"}   | /anxious     | is text; it must be true or false.
            {"name":"x","sex":"other"}      | /sex         | is "other"; it must be one of female, male.
            {"name":"x","vet":"1-1-1-1-1"}  | /vet         | is "1-1-1-1-1"; it must be ID.
            {"name":"x","tags":["a",null]}  | /tags/1      | is null; it must be a value.
            {"name":"x","tags":["a","bcde"]}| /tags/1      | has 4 characters; it must have 1 to 3.
            {"name":"x","tags":["a","b",""]}| /tags        | has 3 items; it must have 0 to 2.
            {"name":"x","owners":[{}]}      | /owners/0/id | is missing.
            {"name":"x","owners":[7]}       | /owners/0    | is a number; it must be an object.
            {"name":"x","a/b~c":1}          | /a~1b~0c     | is not known; KNOWN
            """)
    void valueThatIsNotAllowedIsToldWhereItStandsAndWhatIs(String body, String pointer, String detail) {
        assertThat(refusal(PET, body)).containsExactly(new FieldError(pointer, unabridged(detail)));
    }

    private static String unabridged(String detail) {
        return detail.replace("DAY", "a day of the years 1900 to 2199 such as 2024-02-29")
                .replace("AMOUNT", "a number from 0.01 to 9999.99 with at most 2 decimals")
                .replace("ID", Id.ALLOWED)
                .replace(
                        "CONTROL",
                        "holds a control character, or half of one that needs two; it must be readable text.")
                .replace("KNOWN", "known are name, chip, born, weight, legs, anxious, sex, vet, tags, owners.");
    }

    @Test
    void bodyFullOfMistakesIsToldOfTheFirstFifty() {
        StringBuilder body = new StringBuilder("{\"name\":\"x\"");
        for (int i = 0; i < 1_000; i++) {
            body.append(",\"x").append(i).append("\":1");
        }
        assertThat(refusal(PET, body.append('}').toString())).hasSize(50);
    }

    @Test
    void longValueIsShownInPart() {
        assertThat(refusal(PET, "{\"name\":\"x\",\"sex\":\"" + "y".repeat(1_000) + "\"}"))
                .containsExactly(
                        new FieldError("/sex", "is \"" + "y".repeat(60) + "…\"; it must be one of female, male."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                    | The body is empty; it must be a JSON object.
            `  `                  | The body is empty; it must be a JSON object.
            []                    | The body is not a JSON object, which begins with { and ends with }.
            null                  | The body is not a JSON object, which begins with { and ends with }.
            {"name":"x"           | The body is not a JSON object, which begins with { and ends with }.
            {"name":"x"} x        | The body is not a JSON object, which begins with { and ends with }.
            {"name":"x"} {}       | The body is not JSON: *
            {"name":"x"},{}       | The body holds more than one JSON value; it must be one object.
            {"name":"x","name":1} | The body names "name" twice in one object.
            {"name":tru}          | The body is not JSON: *
            {"name":01}           | The body is not JSON: *
            {name:1}              | The body is not JSON: *
            {"name":}             | The body is not JSON: *
            """)
    void textThatIsNotOneJsonObjectIsMalformed(String body, String message) {
        MalformedJsonException malformed = catchThrowableOfType(MalformedJsonException.class, () -> PET.read(body));
        assertThat(malformed.getMessage()).startsWith(message.replace("*", ""));
    }

    @Test
    void nestingWithoutEndCannotExhaustTheStack() {
        String deep = "{\"name\":" + "[".repeat(400_000) + "}";
        assertThatThrownBy(() -> PET.read(deep))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("The body is nested deeper than 20 levels.");
    }

    @Test
    void patchTellsAbsentFromNull() {
        Values changes = PET.patch().read("{\"born\":null,\"legs\":3}");
        assertThat(changes.has(BORN)).isTrue();
        assertThat(changes.orNull(BORN)).isNull();
        assertThat(changes.has(NAME)).isFalse();
        assertThat(changes.json()).isEqualTo("{\"born\":null,\"legs\":3}");
        assertThat(refusal(PET.patch(), "{\"name\":null}"))
                .containsExactly(new FieldError("/name", "is null; it must have a value."));
    }

    @Test
    void parametersOfAnAddressAreReadFromText() {
        Fields query = Fields.of(LEGS, ANXIOUS, BORN);
        Values asked = query.parse(Map.of("legs", "4", "anxious", "false", "born", "2024-02-29"));
        assertThat(asked.get(LEGS)).isEqualTo(4);
        assertThat(asked.isTrue(ANXIOUS)).isFalse();
        assertThat(asked.get(BORN)).isEqualTo("2024-02-29");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "four", "4.0", "+4", "9", "99999999999999999999", "-1"})
    void parameterThatIsNoSuchNumberIsRefused(String legs) {
        InvalidFieldsException refused = catchThrowableOfType(
                InvalidFieldsException.class, () -> Fields.of(LEGS).parse(Map.of("legs", legs)));
        assertThat(refused.errors())
                .containsExactly(
                        new FieldError("/legs", "is \"" + legs + "\"; it must be a whole number from 0 to 8."));
    }

    @Test
    void constraintOfTheDatabaseLeadsToItsField() {
        assertThat(PET.patch().refusedBy("Pet_microchip_key"))
                .contains(new FieldError("/chip", "is another pet's already."));
        assertThat(PET.refusedBy("Pet_pkey")).isEmpty();
    }

    @Test
    void fieldsPrintThemselvesAsJsonSchema() {
        Fields fields = Fields.of(NAME, CHIP, BORN, WEIGHT, TAGS);
        assertThat(Jsonb.instance().toJson(fields.schema())).isEqualTo("""
                {"additionalProperties":false,"properties":{\
                "name":{"maxLength":5,"minLength":1,"type":"string"},\
                "chip":{"description":"15 digits",\
                "maxLength":15,"minLength":1,"pattern":"^[0-9]{15}$","type":["string","null"]},\
                "born":{"description":"a day of the years 1900 to 2199 such as 2024-02-29",\
                "format":"date","type":["string","null"]},\
                "weight":{"maximum":9999.99,"minimum":0.01,"multipleOf":0.01,"type":["number","null"]},\
                "tags":{"items":{"maxLength":3,"minLength":1,"type":"string"},"maxItems":2,"minItems":0,\
                "type":["array","null"]}},"required":["name"],"type":"object"}""");
        assertThat(fields.patch().schema()).doesNotContainKey("required");
    }

    @Test
    void optionalChoiceMayBeNullInItsSchemaToo() {
        Fields fields = Fields.of(Field.choice("sex", List.of("female", "male")));
        assertThat(fields.schema().toString()).contains("enum=[female, male, null], type=[string, null]");
        assertThat(fields.schemas()).hasToString("{sex={enum=[female, male], type=string}}");
    }

    @Test
    void nameThatIsDeclaredTwiceIsAProgrammersFault() {
        assertThatThrownBy(() -> Fields.of(NAME, Field.flag("name")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"name\" is declared twice");
    }

    @Test
    void valueThatNeedNotBeThereIsNotTakenForGranted() {
        Values pet = PET.read("{\"name\":\"x\"}");
        assertThatThrownBy(() -> pet.get(BORN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("\"born\" is asked for and not required: use orNull");
        assertThat(pet).hasToString("Values[name]");
    }

    private static List<FieldError> refusal(Fields fields, String body) {
        return catchThrowableOfType(InvalidFieldsException.class, () -> fields.read(body))
                .errors();
    }
}
