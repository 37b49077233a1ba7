package com.barkbase.chaos.hostile;

import com.barkbase.db.DbException;
import com.barkbase.db.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A process with little memory that asks whomever it is told to: variables in a line, what came of it in another. */
final class Victim {
    static final String SEPARATOR = "\t";

    private Victim() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(asked(line));
        }
    }

    private static String asked(String line) {
        Map<String, String> variables = new HashMap<>();
        for (String variable : line.split(SEPARATOR, -1)) {
            String[] parts = variable.split("=", 2);
            variables.put(parts[0], parts[1]);
        }
        long start = System.nanoTime();
        String kind;
        String said;
        try (Pool pool = Pool.open(variables)) {
            pool.query("SELECT 1");
            kind = Answer.NO_ERROR;
            said = "";
        } catch (DbException e) {
            kind = Answer.FAMILY;
            said = said(e);
        } catch (RuntimeException | Error e) {
            kind = e.getClass().getName();
            said = said(e);
        }
        return kind + SEPARATOR + (System.nanoTime() - start) / 1_000_000 + SEPARATOR + said;
    }

    /** All messages of it, each control character told by its number. */
    private static String said(Throwable failure) {
        StringBuilder said = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            said.append(each.getClass().getSimpleName())
                    .append(": ")
                    .append(each.getMessage())
                    .append(" / ");
        }
        return said.toString().replaceAll("\\p{Cntrl}", "?");
    }
}
