package com.barkbase.cdk;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files that the infrastructure reads and writes, found from where its own classes lie, so that it does not
 * matter in which folder it is started.
 *
 * @param module the folder {@code aws/cdk}
 */
record SourceTree(Path module) {

    static SourceTree here() {
        try {
            // aws/cdk/target/classes, or the jar beside it
            var classes = SourceTree.class.getProtectionDomain().getCodeSource().getLocation();
            return new SourceTree(Path.of(classes.toURI()).resolve("../..").normalize());
        } catch (URISyntaxException e) {
            throw new SynthesisException(
                    "The folder of the infrastructure's classes is not a path: " + e.getInput(), e);
        }
    }

    Path dbLayerZip() {
        return module.resolveSibling("layers/db-layer/target/db-layer.zip");
    }

    Path servicesZip() {
        return module.resolve("../../backend/target/services.zip").normalize();
    }

    Path cdkOut() {
        return module.resolve("cdk.out");
    }

    Path picture() {
        return module.resolve("../../docs/architecture.svg").normalize();
    }

    void writePicture(String svg) {
        try {
            Files.createDirectories(picture().getParent());
            Files.writeString(picture(), svg);
        } catch (IOException e) {
            throw new SynthesisException("The picture could not be written to " + picture() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The context that {@code cdk.json} sets. Only the CDK CLI reads that file by itself; what the CLI then says of a
     * key goes before what is said here.
     */
    Map<String, Object> context() {
        Path file = module.resolve("cdk.json");
        try {
            ObjectMapper json = new ObjectMapper();
            return json.convertValue(json.readTree(file.toFile()).required("context"), new TypeReference<>() {});
        } catch (IOException e) {
            throw new SynthesisException(
                    "The CDK's settings could not be read from " + file + ": " + e.getMessage(), e);
        }
    }
}
