package com.barkbase.isolation;

import com.barkbase.isolation.IsolationIT.Kind;
import java.util.List;

/** What shows rows besides tables: views, functions, sequences. */
final class ForgottenViewsAndFunctions {

    private static final String NOT_PUBLIC = "REVOKE ALL ON FUNCTION pets(int) FROM PUBLIC";
    private static final List<String> NO_FUNCTION = List.of("DROP FUNCTION pets(int)");

    static final List<Kind> KINDS = List.of(
            new Kind(
                    "view that reads as its owner",
                    List.of("CREATE VIEW pets AS SELECT * FROM \"Pet\""),
                    List.of("DROP VIEW pets"),
                    List.of("View public.pets reads with its owner's rights, past row-level security."
                            + " Run: ALTER VIEW public.pets SET (security_invoker = true);")),
            new Kind(
                    "open materialized view",
                    List.of("CREATE MATERIALIZED VIEW pets AS SELECT * FROM \"Pet\"", "GRANT SELECT ON pets TO PUBLIC"),
                    List.of("DROP MATERIALIZED VIEW pets"),
                    List.of("Materialized view public.pets is open to PUBLIC and can have no row-level security."
                            + " Run: REVOKE ALL ON public.pets FROM PUBLIC;")),
            new Kind(
                    "open sequence",
                    List.of("CREATE SEQUENCE number", "GRANT USAGE ON SEQUENCE number TO barkbase_app"),
                    List.of("DROP SEQUENCE number"),
                    List.of("Sequence public.number is open to barkbase_app and tells each tenant how much the others"
                            + " add. Run: REVOKE ALL ON SEQUENCE public.number FROM barkbase_app;"
                            + " and use uuid keys.")),
            new Kind(
                    "function that runs as its owner",
                    List.of(
                            "CREATE FUNCTION pets(int) RETURNS bigint LANGUAGE sql SECURITY DEFINER"
                                    + " SET search_path = pg_catalog, pg_temp AS 'SELECT count(*) FROM public.\"Pet\"'",
                            NOT_PUBLIC),
                    NO_FUNCTION,
                    List.of("Function public.pets(integer) is SECURITY DEFINER, and so sees every tenant. Run: ALTER"
                            + " FUNCTION public.pets(integer) SECURITY INVOKER; or, where it must be and guards the"
                            + " tenant itself, name it in findings.sql.")),
            new Kind(
                    "known function with its caller's search_path",
                    List.of("ALTER FUNCTION add_member(text, text, text) RESET search_path"),
                    List.of("ALTER FUNCTION add_member(text, text, text) SET search_path = pg_catalog, pg_temp"),
                    List.of("Function public.add_member(text,text,text) is SECURITY DEFINER and takes its caller's"
                            + " search_path. Run: ALTER FUNCTION public.add_member(text,text,text) SET search_path ="
                            + " pg_catalog, pg_temp;")),
            new Kind(
                    "leakproof function",
                    List.of("CREATE FUNCTION pets(int) RETURNS int LANGUAGE sql LEAKPROOF AS 'SELECT $1'", NOT_PUBLIC),
                    NO_FUNCTION,
                    List.of("Function public.pets(integer) is LEAKPROOF, and so may be asked about rows that row-level"
                            + " security would hide. Run: ALTER FUNCTION public.pets(integer) NOT LEAKPROOF;")),
            new Kind(
                    "function of everyone",
                    List.of("CREATE FUNCTION pets(int) RETURNS int LANGUAGE sql AS 'SELECT $1'"),
                    NO_FUNCTION,
                    List.of("Function public.pets(integer) may be executed by PUBLIC."
                            + " Run: REVOKE ALL ON FUNCTION public.pets(integer) FROM PUBLIC;")));

    private ForgottenViewsAndFunctions() {}
}
