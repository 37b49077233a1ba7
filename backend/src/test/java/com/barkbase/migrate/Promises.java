package com.barkbase.migrate;

import com.barkbase.db.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a schema promises the services that run on it: what they may read, write and call, and all that is asked of a
 * row. A sentence each, read from PostgreSQL's catalogue.
 *
 * @param tables those that there are
 * @param columns as {@code Pet.name}
 * @param kept what statements rely on: the next schema must hold each of them too
 * @param asked what a written row must satisfy: the next schema may ask nothing more of a column that was there before
 */
record Promises(Set<String> tables, Set<String> columns, Set<String> kept, List<Demand> asked) {

    /** Something asked of rows, and of which columns of which table. */
    record Demand(String table, List<String> columns, boolean byOmission, String sentence) {}

    private static final String KEPT = """
            SELECT format('%s.%s is there, of type %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod))
                AS it
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
            UNION ALL
            SELECT format('services may %s %s.%s', privilege, c.relname, a.attname)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped,
                unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) privilege
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
                AND has_column_privilege('barkbase_app', c.oid, a.attnum, privilege)
            UNION ALL
            SELECT format('services may DELETE from %s', c.relname) FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                AND has_table_privilege('barkbase_app', c.oid, 'DELETE')
            UNION ALL
            SELECT format('services may call %s, which gives %s', p.oid::regprocedure, pg_get_function_result(p.oid))
            FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
                AND has_function_privilege('barkbase_app', p.oid, 'EXECUTE')
            """;

    private static final String ASKED = """
            SELECT c.relname AS tab, ARRAY[a.attname::text] AS cols, given AS by_omission,
                format('%s.%s must %s', c.relname, a.attname, CASE WHEN given THEN 'be given' ELSE 'not be null' END)
                AS it
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND a.attnotnull,
                unnest(ARRAY[true, false]) given
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                AND NOT (given AND (a.atthasdef OR a.attidentity <> ''))
            UNION ALL
            SELECT c.relname, coalesce(cols, '{}'), false,
                format('%s holds %s', c.relname, pg_get_constraintdef(k.oid))
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid,
                LATERAL (SELECT array_agg(a.attname::text) AS cols FROM pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum = ANY (k.conkey)) named
            WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('c', 'u', 'p', 'f', 'x')
            UNION ALL
            SELECT c.relname, coalesce(cols, '{}'), false,
                format('%s has no two rows alike in %s', c.relname, pg_get_indexdef(i.indexrelid))
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid,
                LATERAL (SELECT array_agg(a.attname::text) AS cols FROM pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey)) named
            WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique
                AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
            """;

    static Promises of(Pool owner) {
        Set<String> tables = new TreeSet<>(owner.query(
                "SELECT relname::text AS it FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                        + " AND relkind IN ('r', 'p', 'v', 'm')",
                row -> row.string("it")));
        Set<String> columns = new TreeSet<>(owner.query(
                "SELECT c.relname || '.' || a.attname AS it FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                        + " AND a.attnum > 0 AND NOT a.attisdropped WHERE c.relnamespace = 'public'::regnamespace",
                row -> row.string("it")));
        Set<String> kept = new TreeSet<>(owner.query(KEPT, row -> row.string("it")));
        List<Demand> asked = owner.query(
                ASKED,
                row -> new Demand(
                        row.string("tab"), row.list("cols", String.class), row.bool("by_omission"), row.string("it")));
        return new Promises(tables, columns, kept, asked);
    }

    /** Why services that were made for this schema would not all work on {@code next}; empty where they would. */
    List<String> brokenBy(Promises next) {
        List<String> broken = new ArrayList<>();
        kept.stream()
                .filter(promise -> !next.kept.contains(promise))
                .map(promise -> "no longer: " + promise)
                .forEach(broken::add);
        next.asked.stream()
                .filter(demand -> tables.contains(demand.table()) && !asked.contains(demand))
                .filter(demand -> demand.byOmission() || touchesWhatWasThere(demand))
                .map(demand -> "now: " + demand.sentence())
                .forEach(broken::add);
        return broken;
    }

    private boolean touchesWhatWasThere(Demand demand) {
        return demand.columns().isEmpty()
                || demand.columns().stream()
                        .anyMatch(column ->
                                !column.equals("tenantId") && columns.contains(demand.table() + "." + column));
    }
}
