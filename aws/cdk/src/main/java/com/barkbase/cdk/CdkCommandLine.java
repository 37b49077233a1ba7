package com.barkbase.cdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a step of a deployment, shows what it says as it says it, and puts what an operator can mend into a sentence.
 *
 * @param folder {@code aws/cdk}
 */
record CdkCommandLine(Path folder, PrintStream out) {

    /** @throws SynthesisException where the step can't be started or fails */
    void run(DeploymentPlan.Step step) {
        out.println("$ " + step);
        StringBuilder said = new StringBuilder();
        int exitCode = run(step.command(), said);
        if (exitCode != 0) {
            throw new SynthesisException(explain(step, said.toString(), exitCode));
        }
    }

    private int run(List<String> command, StringBuilder said) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.println(line);
                    said.append(line).append('\n');
                }
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new SynthesisException(
                    "'" + command.getFirst() + "' could not be started (" + e.getMessage()
                            + "): install Node.js 20 or newer with npm.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SynthesisException("Interrupted: CloudFormation goes on with what it has begun.", e);
        }
    }

    /** By the pinned CLI's own words: {@code CdkCliIT} holds that they are these. */
    private static String explain(DeploymentPlan.Step step, String said, int exitCode) {
        if (said.contains("Unable to resolve AWS account") || said.contains("no credentials have been configured")) {
            return "There are no AWS credentials here: run 'aws sso login' or 'aws configure', or set AWS_PROFILE, and"
                    + " AWS_REGION (BarkBase lives in us-east-2).";
        }
        if (said.contains("Has the environment been bootstrapped?")) {
            return "The account is not prepared for the CDK in this region: run 'npx cdk bootstrap' in aws/cdk, once."
                    + " Nothing was changed.";
        }
        if (said.contains("ExpiredToken") || said.contains("security token included in the request is")) {
            return "AWS refuses these credentials, which are expired or not valid: sign in again.";
        }
        return "'" + step + "' ended with " + exitCode + ": what it said is above. What was deployed before it stays,"
                + " and the same command goes on from there.";
    }
}
