package com.barkbase.chaos.rig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A secret's versions and the staging labels on them. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/getting-started.html">Versions</a>
 */
public final class StagedSecret {
    public static final String CURRENT = "AWSCURRENT";
    public static final String PENDING = "AWSPENDING";
    public static final String PREVIOUS = "AWSPREVIOUS";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final Map<String, Map<String, String>> versions = new HashMap<>();
    private final Map<String, String> labels = new TreeMap<>();

    /** With one version, which is current. */
    public StagedSecret(String name, Map<String, String> fields) {
        this.name = name;
        labels.put(CURRENT, add(fields));
    }

    public String name() {
        return name;
    }

    /** createSecret: a version that is to become the current one. */
    public synchronized void createPending(Map<String, String> fields) {
        labels.put(PENDING, add(fields));
    }

    /** finishSecret: the pending version becomes the current one, and the old one the previous. */
    public synchronized void finish() {
        String pending = labels.remove(PENDING);
        if (pending == null) {
            throw new IllegalStateException("there is no version " + PENDING);
        }
        String old = labels.put(CURRENT, pending);
        if (old != null) {
            labels.put(PREVIOUS, old);
        }
    }

    public synchronized void removePending() {
        labels.remove(PENDING);
    }

    /** The fields of the version with a label; null where there is none. */
    public synchronized @Nullable Map<String, String> fields(String label) {
        return versions.get(labels.getOrDefault(label, ""));
    }

    private String add(Map<String, String> fields) {
        String id = UUID.randomUUID().toString();
        versions.put(id, Map.copyOf(fields));
        return id;
    }

    synchronized @Nullable Map<String, Object> stage(String label) {
        return version(labels.getOrDefault(label, ""));
    }

    /** As GetSecretValue answers. */
    synchronized @Nullable Map<String, Object> version(String id) {
        Map<String, String> fields = versions.get(id);
        if (fields == null) {
            return null;
        }
        try {
            return Map.of(
                    "ARN", arn(),
                    "Name", name,
                    "VersionId", id,
                    "SecretString", JSON.writeValueAsString(fields),
                    "VersionStages", stages(id));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As DescribeSecret answers. */
    synchronized Map<String, Object> described() {
        Map<String, List<String>> stages = new HashMap<>();
        labels.values().forEach(id -> stages.put(id, stages(id)));
        return Map.of("ARN", arn(), "Name", name, "VersionIdsToStages", stages);
    }

    private List<String> stages(String id) {
        List<String> stages = new ArrayList<>();
        labels.forEach((label, version) -> {
            if (version.equals(id)) {
                stages.add(label);
            }
        });
        return stages;
    }

    private String arn() {
        return "arn:aws:secretsmanager:us-east-2:000000000000:secret:" + name + "-AbCdEf";
    }
}
