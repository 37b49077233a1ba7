package com.barkbase.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One resource of a template.
 *
 * @param stack the name of its stack
 * @param id its logical id
 * @param properties as the template has them; missing where it has none
 */
public record Resource(String stack, String id, String type, JsonNode properties) {
    private static final Pattern HASH = Pattern.compile("[0-9A-F]{8}$");
    private static final List<String> NAMES = List.of(
            "FunctionName",
            "DBInstanceIdentifier",
            "DBClusterIdentifier",
            "DBProxyName",
            "AlarmName",
            "DashboardName",
            "TopicName",
            "LayerName",
            "Name");

    /** The name that an operator sees in AWS where the template gives one, else the logical id without its hash. */
    public String name() {
        return NAMES.stream()
                .map(properties::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElseGet(() -> HASH.matcher(id).replaceFirst(""));
    }

    public boolean is(String otherType) {
        return type.equals(otherType);
    }

    /** A number that the template gives, which CloudFormation also accepts as text. */
    public Optional<Double> number(String property) {
        JsonNode value = properties.path(property);
        return value.isNumber() || value.isTextual() ? Optional.of(value.asDouble()) : Optional.empty();
    }

    /** The logical ids of the same stack that a part of a template refers to, however deep. */
    public static Stream<String> references(JsonNode part) {
        Stream<String> here = Stream.of(
                        part.path("Ref").asText(""), part.at("/Fn::GetAtt/0").asText(""))
                .filter(id -> !id.isEmpty());
        return Stream.concat(here, part.valueStream().flatMap(Resource::references));
    }

    /** The export names that a part of a template imports. */
    public static Set<String> imports(JsonNode part) {
        return Set.copyOf(part.findValuesAsText("Fn::ImportValue"));
    }
}
