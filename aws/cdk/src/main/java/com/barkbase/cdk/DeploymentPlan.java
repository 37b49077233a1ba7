package com.barkbase.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The steps of a deployment, in their order. The templates are made once, so that what is compared, and said yes to,
 * is what is deployed.
 *
 * @param cliInstalled whether the CDK's command line is there, in the version that {@code package.json} pins
 */
record DeploymentPlan(Deployment deployment, boolean cliInstalled) {

    /**
     * A program to run in {@code aws/cdk}.
     *
     * @param why what it is good for, in a few words
     */
    record Step(List<String> command, String why) {
        @Override
        public String toString() {
            return String.join(" ", command);
        }
    }

    /** What changes nothing in the account. */
    List<Step> preparation() {
        List<Step> steps = new ArrayList<>();
        if (!cliInstalled) {
            steps.add(new Step(List.of("npm", "ci"), "the CDK's command line, in the pinned version"));
        }
        steps.add(cdk("the templates, once for all that follows", synth()));
        steps.add(cdk("what differs from what is deployed", "diff", "--app", "cdk.out"));
        return steps;
    }

    /** What changes it: the layer first, then what the functions stand on, the functions last. */
    List<Step> changes() {
        Stream<String> below = deployment.phase1() == Phase1Owner.OWN
                ? Stream.of("SharedResources", "Network", "Database")
                : Stream.of("SharedResources", "ServiceLogin");
        return Stream.concat(below, Stream.of("Services")).map(this::deploy).toList();
    }

    /** Whether a person must have said yes between the one and the other. */
    boolean mustBeConfirmed() {
        return deployment.environment() == Environment.PROD;
    }

    private Step deploy(String stack) {
        String id = deployment.environment().stackId(stack);
        String why = switch (stack) {
            case "SharedResources" -> "the db-layer; its old versions stay";
            case "Network" -> "the VPC and its security groups";
            case "Database" -> "PostgreSQL and its secrets";
            case "ServiceLogin" -> "the services' secret, which an existing Phase 1 lacks";
            case "Services" -> "migrations first, then the functions go live";
            default -> "";
        };
        return cdk(why, "deploy", id, "--exclusively", "--app", "cdk.out", "--require-approval", "never");
    }

    private String[] synth() {
        Stream<String> context = deployment.context().stream().flatMap(pair -> Stream.of("-c", pair));
        return Stream.concat(Stream.of("synth", "--quiet"), context).toArray(String[]::new);
    }

    private static Step cdk(String why, String... words) {
        return new Step(
                Stream.concat(Stream.of("npx", "cdk", "--no-notices"), Stream.of(words))
                        .toList(),
                why);
    }
}
