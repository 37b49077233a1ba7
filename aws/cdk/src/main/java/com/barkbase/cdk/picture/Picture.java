package com.barkbase.cdk.picture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import com.barkbase.cdk.template.Resource;
import com.barkbase.cdk.template.Templates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The stacks of an environment as boxes, with what matters in them and who leads to whom. Resources that lead to the
 * same ones share a box.
 */
public final class Picture {
    /** What is shown, by what it is called; in the order in which it stands in its stack. */
    private static final Map<String, String> SHOWN = shown();

    /** The way to the database, from left to right. */
    private static final List<String> CHAIN = List.of("app", "proxy", "database", "rotation");

    private final Links links;
    private final Map<Resource, Box> boxes = new LinkedHashMap<>();

    private Picture(Templates templates) {
        links = new Links(templates);
        List<Resource> resources =
                templates.resources().stream().filter(Picture::isShown).toList();
        resources.stream()
                .collect(groupingBy(this::likeness, LinkedHashMap::new, toCollection(ArrayList::new)))
                .values()
                .forEach(alike -> {
                    Box box = new Box(alike.getFirst().stack(), title(alike.getFirst()), names(alike));
                    alike.forEach(resource -> boxes.put(resource, box));
                });
    }

    /** The picture as an SVG document, the same for the same templates. */
    public static String svg(Templates templates) {
        Picture picture = new Picture(templates);
        return new Drawing(picture.boxes(), picture.arrows()).svg();
    }

    private static Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("AWS::Events::Rule", "schedule");
        shown.put("AWS::Lambda::Function", "function");
        shown.put("AWS::SNS::Topic", "topic of the alarms");
        shown.put("AWS::Lambda::LayerVersion", "layer");
        shown.put("AWS::EC2::SecurityGroup", "security group");
        shown.put("AWS::EC2::VPCEndpoint", "endpoint");
        shown.put("AWS::EC2::NatGateway", "NAT gateway");
        shown.put("AWS::EC2::Instance", "NAT instance");
        shown.put("AWS::SecretsManager::RotationSchedule", "rotation");
        shown.put("AWS::SecretsManager::Secret", "secret");
        shown.put("AWS::RDS::DBProxy", "RDS Proxy");
        shown.put("AWS::RDS::DBInstance", "PostgreSQL");
        shown.put("AWS::RDS::DBCluster", "Aurora");
        return shown;
    }

    /** Functions of the CDK's own have no name, and run during a deployment only. */
    private static boolean isShown(Resource resource) {
        return SHOWN.containsKey(resource.type())
                && (!resource.is("AWS::Lambda::Function")
                        || resource.properties().has("FunctionName"));
    }

    private record Likeness(String stack, String type, Object tells) {}

    private Likeness likeness(Resource resource) {
        boolean merges = resource.is("AWS::Lambda::Function") || resource.is("AWS::EC2::NatGateway");
        Object tells = merges ? links.reached(resource, Picture::isShown) : resource;
        return new Likeness(resource.stack(), resource.type(), tells);
    }

    private static String title(Resource resource) {
        return SHOWN.getOrDefault(resource.type(), resource.type());
    }

    private static List<String> names(List<Resource> alike) {
        return List.copyOf(alike.stream().map(Picture::name).collect(toCollection(TreeSet::new)));
    }

    private static String name(Resource resource) {
        String name = resource.properties().path("GroupName").asText(resource.name());
        return name.replaceFirst("^barkbase[-/](dev|staging|prod)[-/]", "")
                .replaceFirst("^Vpc(.*?)(NATGateway)?$", "$1");
    }

    private List<Box> boxes() {
        List<String> order = List.copyOf(SHOWN.values());
        return boxes.values().stream()
                .distinct()
                .sorted(Comparator.<Box>comparingInt(box -> order.indexOf(box.title()))
                        .thenComparingInt(box -> CHAIN.indexOf(box.names().getFirst())))
                .toList();
    }

    private Set<Arrow> arrows() {
        Set<Arrow> arrows = new LinkedHashSet<>();
        boxes.forEach((resource, box) -> links.reached(resource, Picture::isShown).stream()
                .flatMap(to -> Stream.ofNullable(boxes.get(to)))
                .filter(to -> !to.equals(box))
                .forEach(to -> arrows.add(new Arrow(box, to))));
        return arrows;
    }
}
