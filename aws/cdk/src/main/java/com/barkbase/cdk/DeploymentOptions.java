package com.barkbase.cdk;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options with which every command says what is deployed. They are those of {@code cdk -c}, too. */
@SuppressWarnings("unused") // picocli calls them
final class DeploymentOptions {
    private final Map<String, String> said = new HashMap<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** @throws ParameterException where a word is unknown, or where they are not tried together */
    Deployment deployment() {
        try {
            return Deployment.said(said::get);
        } catch (SynthesisException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    @Option(names = "--env", paramLabel = "dev|staging|prod", description = "the environment (default: dev)")
    void env(String id) {
        said.put("env", id);
    }

    @Option(names = "--engine", paramLabel = "instance|aurora", description = "what runs PostgreSQL")
    void engine(String engine) {
        said.put("engine", engine);
    }

    @Option(names = "--proxy", paramLabel = "on|off", description = "whether RDS Proxy stands before it")
    void proxy(String proxy) {
        said.put("proxy", proxy);
    }

    @Option(names = "--nat", paramLabel = "none|instance|gateway", description = "the way out of the VPC")
    void nat(String nat) {
        said.put("nat", nat);
    }

    @Option(names = "--phase1", paramLabel = "own|existing", description = "whose network and database")
    void phase1(String phase1) {
        said.put("phase1", phase1);
    }

    @Option(names = "--account-concurrency", paramLabel = "N", description = "what Lambda runs at once in the account")
    void accountConcurrency(String concurrency) {
        said.put("accountConcurrency", concurrency);
    }
}
