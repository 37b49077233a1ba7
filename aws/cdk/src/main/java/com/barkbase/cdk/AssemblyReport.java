package com.barkbase.cdk;

import java.util.Map;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** What a synthesis made, for a person to read. */
record AssemblyReport(CloudAssembly assembly) {

    String text() {
        StringBuilder text = new StringBuilder();
        assembly.getStacks().forEach(stack -> describe(stack, text));
        return text.toString();
    }

    private static void describe(CloudFormationStackArtifact stack, StringBuilder text) {
        int resources = section(stack, "Resources").size();
        String destination = stack.getManifest().getEnvironment();
        text.append("%s (%d resources, %s)%n".formatted(stack.getStackName(), resources, destination));
        section(stack, "Outputs")
                .forEach((key, output) -> text.append("  output    %s%s%n".formatted(key, exportOf(output))));
        text.append("  template  %s%n".formatted(stack.getTemplateFullPath()));
    }

    private static Map<?, ?> section(CloudFormationStackArtifact stack, String name) {
        Object section = ((Map<?, ?>) stack.getTemplate()).get(name);
        return section == null ? Map.of() : (Map<?, ?>) section;
    }

    private static String exportOf(Object output) {
        Object export = ((Map<?, ?>) output).get("Export");
        return export == null ? "" : ", exported as " + ((Map<?, ?>) export).get("Name");
    }
}
