package com.barkbase.cdk.picture;

import com.barkbase.cdk.template.Resource;
import com.barkbase.cdk.template.Templates;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which resource leads to which: by a reference, by a value that one stack leaves in Parameter Store for another, by
 * what a role's policy allows, and by who may open a connection to whom.
 */
final class Links {
    private static final String PARAMETER = "AWS::SSM::Parameter";

    private final Templates templates;
    private final Map<String, Resource> byKey = new LinkedHashMap<>();
    private final Map<String, Resource> byParameter = new HashMap<>();
    private final Map<Resource, Set<Resource>> next = new HashMap<>();

    Links(Templates templates) {
        this.templates = templates;
        for (Resource resource : templates.resources()) {
            byKey.put(resource.stack() + " " + resource.id(), resource);
            if (resource.is(PARAMETER)) {
                byParameter.put(resource.properties().path("Name").asText(), resource);
            }
        }
        byKey.values().forEach(this::follow);
    }

    /** The shown resources that {@code from} leads to, over any number of resources that are not shown. */
    Set<Resource> reached(Resource from, Predicate<Resource> shown) {
        Set<Resource> found = new LinkedHashSet<>();
        walk(from, shown, found, new LinkedHashSet<>(Set.of(from)));
        return found;
    }

    private void walk(Resource from, Predicate<Resource> shown, Set<Resource> found, Set<Resource> seen) {
        for (Resource to : next.getOrDefault(from, Set.of())) {
            if (seen.add(to)) {
                if (shown.test(to)) {
                    found.add(to);
                } else {
                    walk(to, shown, found, seen);
                }
            }
        }
    }

    private void follow(Resource resource) {
        JsonNode properties = resource.properties();
        switch (resource.type()) {
            // Who may open a connection to whom.
            case "AWS::EC2::SecurityGroupIngress" -> between(resource, "SourceSecurityGroupId", "GroupId");
            case "AWS::RDS::DBProxyTargetGroup" -> between(resource, "DBProxyName", "DBInstanceIdentifiers");
            // It stands for the secret, with the server's host in it.
            case "AWS::SecretsManager::SecretTargetAttachment" -> linkAll(resource, properties.path("SecretId"));
            case "AWS::IAM::Policy" -> {
                targets(resource, properties.path("Roles")).forEach(role -> link(role, resource));
                linkAll(resource, properties);
            }
            default -> linkAll(resource, properties);
        }
    }

    private void between(Resource resource, String from, String to) {
        JsonNode properties = resource.properties();
        targets(resource, properties.path(from))
                .forEach(source -> targets(resource, properties.path(to)).forEach(target -> link(source, target)));
    }

    private void linkAll(Resource resource, JsonNode part) {
        targets(resource, part).forEach(to -> link(resource, to));
    }

    private void link(Resource from, Resource to) {
        if (!from.equals(to)) {
            next.computeIfAbsent(from, key -> new LinkedHashSet<>()).add(to);
        }
    }

    private Stream<Resource> targets(Resource in, JsonNode part) {
        return Resource.references(part).flatMap(id -> Stream.ofNullable(target(in.stack(), id)));
    }

    private @Nullable Resource target(String stack, String id) {
        Resource here = byKey.get(stack + " " + id);
        if (here != null) {
            return here;
        }
        JsonNode template = templates.byStack().get(stack);
        return template == null
                ? null
                : byParameter.get(
                        template.path("Parameters").path(id).path("Default").asText());
    }
}
