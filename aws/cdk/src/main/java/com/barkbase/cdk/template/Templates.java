package com.barkbase.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.cxapi.CloudAssembly;

/**
 * The templates of one synthesis, by the names of their stacks, in the order of their deployment.
 *
 * @param byStack each template as its file has it
 */
public record Templates(Map<String, JsonNode> byStack) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of an assembly whose files are still there. */
    public static Templates of(CloudAssembly assembly) {
        Map<String, JsonNode> templates = new LinkedHashMap<>();
        assembly.getStacks()
                .forEach(stack -> templates.put(stack.getStackName(), read(new File(stack.getTemplateFullPath()))));
        return new Templates(templates);
    }

    private static JsonNode read(File file) {
        try {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The template " + file + " can't be read", e);
        }
    }

    public List<Resource> resources() {
        return byStack.entrySet().stream()
                .flatMap(stack -> resources(stack.getKey(), stack.getValue()))
                .toList();
    }

    private static Stream<Resource> resources(String stack, JsonNode template) {
        return template.path("Resources")
                .propertyStream()
                .map(entry -> new Resource(
                        stack,
                        entry.getKey(),
                        entry.getValue().path("Type").asText(),
                        entry.getValue().path("Properties")));
    }

    public Stream<Resource> ofType(String type) {
        return resources().stream().filter(resource -> resource.is(type));
    }

    /** The resource of that logical id in that stack. */
    public Optional<Resource> find(String stack, String id) {
        return resources().stream()
                .filter(resource ->
                        resource.stack().equals(stack) && resource.id().equals(id))
                .findFirst();
    }
}
