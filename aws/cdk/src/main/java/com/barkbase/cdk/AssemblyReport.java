package com.barkbase.cdk;

import static com.barkbase.cdk.cost.BillText.usd;

import com.barkbase.cdk.cost.Bill;
import com.barkbase.cdk.template.Templates;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** What a synthesis made, on one screen for a person, or as JSON for a program. */
record AssemblyReport(Deployment deployment, CloudAssembly assembly, Templates templates, Bill bill) {
    private static final int WIDTH = 80;
    private static final ObjectMapper JSON = new ObjectMapper();

    static AssemblyReport of(Deployment deployment, CloudAssembly assembly) {
        Templates templates = Templates.of(assembly);
        return new AssemblyReport(deployment, assembly, templates, Bill.of(templates));
    }

    String text() {
        StringBuilder text = new StringBuilder(String.join(" ", deployment.context()) + "\n");
        templates.byStack().forEach((stack, template) -> text.append(stack(stack, template)));
        ConnectionBudget budget = ConnectionBudget.of(deployment);
        text.append("budget     %d of %d connections (docs/budget.md)%n"
                .formatted(budget.needed(), budget.maxConnections()));
        text.append("cost       %s USD a month idle, %s at load (./barkbase cost %s)%n"
                .formatted(
                        usd(bill.idle()),
                        usd(bill.busy()),
                        "--env " + deployment.environment().id()));
        text.append("templates  %s%n".formatted(assembly.getDirectory()));
        return text.toString();
    }

    private static String stack(String name, JsonNode template) {
        String line =
                "%s (%d resources)%n".formatted(name, template.path("Resources").size());
        return line + wrapped(outputs(template));
    }

    private static List<String> outputs(JsonNode template) {
        List<String> keys = new ArrayList<>();
        template.path("Outputs").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static String wrapped(List<String> words) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder("  outputs ");
        for (String word : words) {
            if (line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder("          ");
            }
            line.append(' ').append(word);
        }
        return words.isEmpty() ? "" : text.append(line).append('\n').toString();
    }

    String json() {
        ObjectNode report = JSON.createObjectNode();
        ObjectNode said = report.putObject("deployment");
        deployment.context().forEach(pair -> said.put(pair.split("=", 2)[0], pair.split("=", 2)[1]));
        ObjectNode stacks = report.putObject("stacks");
        templates.byStack().forEach((name, template) -> {
            ObjectNode stack = stacks.putObject(name);
            stack.put("template", assembly.getStackByName(name).getTemplateFullPath());
            stack.put("resources", template.path("Resources").size());
            stack.set("outputs", template.path("Outputs"));
        });
        ConnectionBudget budget = ConnectionBudget.of(deployment);
        report.putPOJO("budget", Map.of("needed", budget.needed(), "maxConnections", budget.maxConnections()));
        report.putPOJO("cost", Map.of("idle", bill.idle(), "load", bill.busy()));
        return report.toPrettyString() + "\n";
    }
}
