package com.barkbase.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.Invocation;
import com.barkbase.Routes;
import com.barkbase.fields.Fields;
import com.barkbase.http.Permission;
import com.barkbase.http.Route;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {

    private static final JsonNode DOCUMENT = JsonMapper.shared().readTree(OpenApi.of(Routes.ALL));

    @Test
    void everyRouteOfTheTableIsInTheDocumentAndNothingElse() {
        List<String> documented = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Routes.ALL.stream().map(Route::key).toList());
    }

    @Test
    void strangersParserFindsNoFaultInIt() {
        SwaggerParseResult read = new OpenAPIV3Parser().readContents(DOCUMENT.toString(), null, null);
        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(read.getOpenAPI().getPaths()).hasSameSizeAs(DOCUMENT.path("paths"));
    }

    @Test
    void strangersParserWouldFindOne() {
        String wrong = DOCUMENT.toString().replace("\"description\":\"OK\",", "");
        assertThat(new OpenAPIV3Parser().readContents(wrong, null, null).getMessages())
                .contains("attribute paths.'/health'(get).responses.200.description is missing");
    }

    @Test
    void everySchemaIsOneOfJsonSchema() {
        var metaSchema = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        List<JsonNode> schemas = DOCUMENT.findValues("schema");
        DOCUMENT.at("/components/schemas").forEach(schemas::add);
        assertThat(schemas)
                .hasSizeGreaterThan(Routes.ALL.size())
                .allSatisfy(schema -> assertThat(metaSchema.validate(schema.toString(), InputFormat.JSON))
                        .isEmpty());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(DOCUMENT.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.at(reference.substring(1)).isObject())
                        .isTrue());
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        assertThat(DOCUMENT.findValuesAsString("operationId"))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+([A-Z][a-z]+)+"));
    }

    @Test
    void operationSaysWhoMayAndWhatTheRouteTakes() {
        JsonNode change = operation("/api/v1/owners/{id}", "patch");
        assertThat(change.path("summary").asString()).isEqualTo("Change owner");
        assertThat(change.path("description").asString())
                .isEqualTo("Needs the permission CHANGE_CLIENTS, which has who is in the kennel:"
                        + " OWNER, MANAGER, STAFF, RECEPTIONIST.");
        assertThat(change.path("security")).hasToString("[{\"bearer\":[\"CHANGE_CLIENTS\"]}]");
        assertThat(change.path("parameters").findValuesAsString("$ref"))
                .containsExactly("#/components/parameters/IfMatch");
        assertThat(change.at("/requestBody/content").propertyNames())
                .containsExactly("application/json", "application/merge-patch+json");
        assertThat(change.path("responses").propertyNames())
                .containsExactly(
                        "200", "400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "500", "503");
    }

    @Test
    void routeForAnyoneAsksForNoToken() {
        JsonNode health = operation("/health", "get");
        assertThat(health.path("security")).hasToString("[]");
        assertThat(health.path("responses").propertyNames()).containsExactly("200", "400", "500", "503");
    }

    @Test
    void everyRouteForAKennelNamesItsPermission() {
        assertThat(Routes.ALL).filteredOn(Route::needsTenant).allSatisfy(route -> {
            JsonNode operation = operation(route.path(), route.method().toLowerCase(Locale.ROOT));
            Permission permission = Objects.requireNonNull(route.permission());
            assertThat(operation.at("/security/0/bearer/0").asString()).isEqualTo(permission.name());
        });
    }

    @Test
    void parametersOfAnAddressAreNeverNull() {
        JsonNode limit = operation("/api/v1/owners", "get").at("/parameters/0");
        assertThat(limit)
                .hasToString("{\"in\":\"query\",\"name\":\"limit\","
                        + "\"schema\":{\"maximum\":200,\"minimum\":1,\"type\":\"integer\"}}");
    }

    @Test
    void whatAnAnswerMayLeaveOutIsNotRequired() {
        JsonNode page = DOCUMENT.at("/components/schemas/OwnerPage");
        assertThat(page.path("required")).hasToString("[\"items\"]");
        assertThat(page.path("properties").propertyNames()).containsExactly("items", "nextCursor", "total");
        assertThat(page.at("/properties/items"))
                .hasToString("{\"items\":{\"$ref\":\"#/components/schemas/Owner\"},\"type\":\"array\"}");
    }

    @Test
    void buildServesTheDocumentThatTheTableMakes() {
        String served =
                Invocation.of("GET /openapi.json").send(new OpenApiHandler()).body();
        assertThat(JsonMapper.shared().readTree(served)).isEqualTo(DOCUMENT);
    }

    @Test
    void routeThatDoesNotSayWhatItAnswersFailsTheBuild() {
        Route silent = Route.open("GET", "/silent", OpenApiHandler.class);
        assertThatThrownBy(() -> OpenApi.of(List.of(silent)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GET /silent does not say what it answers: declare it with answering or creating.");
    }

    @Test
    void twoSchemasOfOneNameFailTheBuild() {
        Route route = Route.open("POST", "/health", OpenApiHandler.class).taking(Fields.of());
        assertThatThrownBy(() -> OpenApi.of(List.of(route.answering("me", Map.class), route.creating("me", Map.class))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Me names two schemas: rename the record or the operation.");
    }

    @Test
    void answerWithoutASchemaFailsTheBuild() {
        Route route = Route.open("GET", "/thread", OpenApiHandler.class).answering("readThread", Thread.class);
        assertThatThrownBy(() -> OpenApi.of(List.of(route)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "class java.lang.Thread has no schema: an answer is made of records, lists and ");
    }

    private static JsonNode operation(String path, String method) {
        return DOCUMENT.path("paths").path(path).path(method);
    }
}
