package com.barkbase.chaos.freeze;

import com.barkbase.db.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The process that is frozen. For each line it makes so many requests at once, and answers with the microseconds they
 * took, or with what went wrong. Its arguments are the variables.
 */
public final class FrozenFunction {
    private FrozenFunction() {}

    public static void main(String... arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Map<String, String> variables = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            variables.put(parts[0], parts[1]);
        }
        try (Pool pool = Pool.open(variables);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(answer(pool, threads, Integer.parseInt(line)));
            }
        }
    }

    private static String answer(Pool pool, ExecutorService threads, int requests) {
        long start = System.nanoTime();
        try {
            if (requests == 1) {
                pool.query("SELECT 1");
            } else {
                atOnce(pool, threads, requests);
            }
            return Long.toString((System.nanoTime() - start) / 1_000);
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    private static void atOnce(Pool pool, ExecutorService threads, int requests) {
        List<Future<?>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            answers.add(threads.submit(() -> pool.query("SELECT pg_sleep(0.5)")));
        }
        for (Future<?> answer : answers) {
            try {
                answer.get();
            } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
