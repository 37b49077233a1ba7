package com.barkbase.isolation;

import com.barkbase.isolation.IsolationIT.Kind;
import java.util.List;

/** Rights that no service needs, and roles that have them. */
final class ForgottenGrants {

    static final List<Kind> KINDS = List.of(
            grant("DELETE", "\"Pet\"", "barkbase_app"),
            grant("TRUNCATE", "\"Pet\"", "barkbase_app"),
            grant("TRIGGER", "\"Pet\"", "barkbase_app"),
            grant("REFERENCES", "\"Pet\"", "barkbase_app"),
            grant("INSERT", "\"Membership\"", "barkbase_app"),
            grant("UPDATE", "\"Tenant\"", "barkbase_app"),
            grant("SELECT", "\"Owner\"", "PUBLIC"),
            new Kind(
                    "right that may be passed on",
                    List.of("GRANT SELECT ON \"Pet\" TO barkbase_app WITH GRANT OPTION"),
                    List.of("REVOKE GRANT OPTION FOR SELECT ON \"Pet\" FROM barkbase_app"),
                    List.of("barkbase_app may grant SELECT on public.\"Pet\" to others."
                            + " Run: REVOKE GRANT OPTION FOR SELECT ON public.\"Pet\" FROM barkbase_app;")),
            new Kind(
                    "schema where the services may create",
                    List.of("GRANT CREATE ON SCHEMA public TO PUBLIC"),
                    List.of("REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
                    List.of("PUBLIC may CREATE in schema public. Run: REVOKE CREATE ON SCHEMA public FROM PUBLIC;")),
            new Kind(
                    "temporary tables",
                    List.of("GRANT TEMPORARY ON DATABASE scratch TO barkbase_app"),
                    List.of("REVOKE TEMPORARY ON DATABASE scratch FROM barkbase_app"),
                    List.of("barkbase_app has TEMPORARY on this database; a temporary table outlives its tenant in"
                            + " a pool. Run: REVOKE TEMPORARY ON DATABASE scratch FROM barkbase_app;")),
            new Kind(
                    "rights on each future table",
                    List.of("ALTER DEFAULT PRIVILEGES FOR ROLE barkbase_admin IN SCHEMA public"
                            + " GRANT SELECT ON TABLES TO barkbase_app"),
                    List.of("ALTER DEFAULT PRIVILEGES FOR ROLE barkbase_admin IN SCHEMA public"
                            + " REVOKE SELECT ON TABLES FROM barkbase_app"),
                    List.of("Default privileges of barkbase_admin give SELECT on each future table to barkbase_app."
                            + " Run: ALTER DEFAULT PRIVILEGES FOR ROLE barkbase_admin IN SCHEMA public"
                            + " REVOKE ALL ON TABLES FROM barkbase_app;")),
            attribute("SUPERUSER"),
            attribute("BYPASSRLS"),
            attribute("CREATEROLE"),
            attribute("CREATEDB"),
            attribute("REPLICATION"),
            new Kind(
                    "member of another role",
                    List.of("GRANT pg_read_all_data TO barkbase_app"),
                    List.of("REVOKE pg_read_all_data FROM barkbase_app"),
                    List.of("The role barkbase_app is a member of pg_read_all_data and has its rights."
                            + " Run: REVOKE pg_read_all_data FROM barkbase_app;")),
            new Kind(
                    "table of the services' own",
                    List.of("ALTER TABLE \"PetOwner\" OWNER TO barkbase_app"),
                    List.of(
                            "ALTER TABLE \"PetOwner\" OWNER TO barkbase_admin",
                            "GRANT SELECT, INSERT, DELETE ON \"PetOwner\" TO barkbase_app"),
                    List.of("The role barkbase_app owns public.\"PetOwner\", and an owner is past row-level security."
                            + " Run: ALTER TABLE public.\"PetOwner\" OWNER TO barkbase_admin;")),
            new Kind(
                    "tenant that is there unasked",
                    List.of("ALTER ROLE barkbase_app IN DATABASE scratch SET app.tenant_id = 'someone'"),
                    List.of("ALTER ROLE barkbase_app IN DATABASE scratch RESET app.tenant_id"),
                    List.of("ROLE barkbase_app IN DATABASE scratch presets app.tenant_id, so that a forgotten tenant is"
                            + " no error. Run: ALTER ROLE barkbase_app IN DATABASE scratch RESET"
                            + " app.tenant_id;")));

    private ForgottenGrants() {}

    private static Kind grant(String privilege, String table, String grantee) {
        return new Kind(
                privilege + " on " + table + " for " + grantee,
                List.of("GRANT %s ON %s TO %s".formatted(privilege, table, grantee)),
                List.of("REVOKE %s ON %s FROM %s".formatted(privilege, table, grantee)),
                List.of("%s may %s on public.%s, which no service needs. Run: REVOKE %s ON public.%s FROM %s;"
                        .formatted(grantee, privilege, table, privilege, table, grantee)));
    }

    private static Kind attribute(String attribute) {
        return new Kind(
                "service role with " + attribute,
                List.of("ALTER ROLE barkbase_app " + attribute),
                List.of("ALTER ROLE barkbase_app NO" + attribute),
                List.of("The role barkbase_app is %s. Run as a superuser: ALTER ROLE barkbase_app NO%s;"
                        .formatted(attribute, attribute)));
    }
}
