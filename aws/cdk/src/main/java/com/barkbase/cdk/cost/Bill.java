package com.barkbase.cdk.cost;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.barkbase.cdk.template.Resource;
import com.barkbase.cdk.template.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an environment costs in a month, in USD and without the free quotas that a new account has.
 *
 * @param lines what is charged; equal resources share a line
 * @param uncharged how many resources cost nothing
 */
public record Bill(List<Line> lines, long uncharged) {

    /**
     * A line.
     *
     * @param name of the resource, or its type where the line stands for several
     * @param count how many resources it stands for
     */
    public record Line(String stack, String name, int count, String basis, double idle, double busy) {}

    private record Charged(Resource resource, Charge charge) {}

    private record Kind(String stack, String type, String name, Charge charge) {}

    /**
     * Counts what these templates make.
     *
     * @throws CostException where a resource has no price, nor stands among those that have none
     */
    public static Bill of(Templates templates) {
        Map<String, Rule> rules = Rule.all(templates);
        TreeSet<String> unknown = new TreeSet<>();
        List<Charged> all = new ArrayList<>();
        for (Resource resource : templates.resources()) {
            Rule rule = rules.get(resource.type());
            if (rule == null) {
                unknown.add(resource.type());
            } else {
                all.add(new Charged(resource, rule.charge(resource)));
            }
        }
        requireNone(unknown);
        List<Charged> charged =
                all.stream().filter(line -> line.charge().busy() > 0).toList();
        return new Bill(lines(charged), all.size() - charged.size());
    }

    private static void requireNone(Set<String> unknown) {
        if (!unknown.isEmpty()) {
            throw new CostException("Nothing says what " + String.join(", ", unknown)
                    + " costs: add a rule and its price to com.barkbase.cdk.cost, or the type and why it is free to"
                    + " free.json.");
        }
    }

    private static List<Line> lines(List<Charged> charged) {
        return charged.stream().collect(groupingBy(Bill::kind, LinkedHashMap::new, toList())).values().stream()
                .map(Bill::line)
                .toList();
    }

    private static Kind kind(Charged one) {
        // Functions are told apart by name even where they cost the same.
        String name = one.resource().is(FunctionRules.FUNCTION) ? one.resource().name() : "";
        return new Kind(one.resource().stack(), one.resource().type(), name, one.charge());
    }

    private static Line line(List<Charged> equal) {
        Resource first = equal.getFirst().resource();
        Charge each = equal.getFirst().charge();
        int count = equal.size();
        String name = count == 1 ? first.name() : count + " x " + first.type().replaceFirst("AWS::", "");
        return new Line(first.stack(), name, count, each.basis(), count * each.idle(), count * each.busy());
    }

    public double idle() {
        return lines.stream().mapToDouble(Line::idle).sum();
    }

    public double busy() {
        return lines.stream().mapToDouble(Line::busy).sum();
    }
}
