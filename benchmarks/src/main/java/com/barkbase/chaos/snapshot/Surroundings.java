package com.barkbase.chaos.snapshot;

import com.barkbase.chaos.rig.Folder;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.db.Pool;
import com.barkbase.lambda.AwsEndpoints;
import com.barkbase.lambda.FunctionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a function with SnapStart finds: PostgreSQL by TLS, a secret, the container's credentials, the layer. */
record Surroundings(Folder folder, Path opt, Postgres postgres, Pool operator, AwsEndpoints aws)
        implements AutoCloseable {

    static Surroundings create() throws IOException {
        Folder folder = Folder.create("barkbase-snapshot");
        Path opt = folder.path().resolve("opt");
        FunctionCode.unpackLayer(opt);
        Postgres postgres = Postgres.start(Map.of("log_min_messages", "fatal"));
        return new Surroundings(folder, opt, postgres, postgres.operator(), new AwsEndpoints());
    }

    /** The first step of a rotation and its last. */
    void setPassword(String password) {
        operator.update("ALTER ROLE " + Postgres.SERVICE + " PASSWORD '" + password + "'");
        aws.put(Map.of(
                "username",
                Postgres.SERVICE,
                "password",
                password,
                "host",
                Postgres.HOST,
                "port",
                Integer.toString(postgres.port()),
                "dbname",
                Postgres.DATABASE));
    }

    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(aws.variables());
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        variables.put("DB_SECRET_NAME", "barkbase/dev/postgres/app");
        variables.put("DB_SSL_ROOT_CERT", postgres.rootCertificate().toString());
        variables.put("DB_CONNECTION_TIMEOUT", "30000"); // a busy machine is not what fails
        return variables;
    }

    Path newFolder(String name) throws IOException {
        return Files.createTempDirectory(folder.path(), name);
    }

    @Override
    public void close() throws IOException {
        aws.close();
        operator.close();
        postgres.close();
        folder.close();
    }
}
