package com.barkbase.isolation;

import com.barkbase.isolation.IsolationIT.Kind;
import java.util.List;

/** Tables, keys and policies that forget the tenant. */
final class ForgottenTables {

    private static final String TOY =
            "CREATE TABLE \"Toy\" (\"tenantId\" uuid NOT NULL, \"id\" uuid, PRIMARY KEY (\"tenantId\", \"id\"))";
    private static final String TOY_SECURED = "ALTER TABLE \"Toy\" ENABLE ROW LEVEL SECURITY";
    private static final String TOY_POLICY = "CREATE POLICY \"Toy_isolation\" ON \"Toy\" TO barkbase_app"
            + " USING (\"tenantId\" = current_tenant()) WITH CHECK (\"tenantId\" = current_tenant())";
    private static final List<String> NO_TOY = List.of("DROP TABLE \"Toy\"");

    private static final String NO_SECURITY =
            "Table public.\"Toy\" has no row-level security, so every tenant sees the rows of all."
                    + " Run: ALTER TABLE public.\"Toy\" ENABLE ROW LEVEL SECURITY;";
    private static final String NO_POLICY =
            "Table public.\"Toy\" has no policy for barkbase_app with USING and WITH CHECK on the tenant. Run:"
                    + " CREATE POLICY \"Toy_isolation\" ON public.\"Toy\" TO barkbase_app"
                    + " USING (\"tenantId\" = current_tenant()) WITH CHECK (\"tenantId\" = current_tenant());";

    static final List<Kind> KINDS = List.of(
            new Kind("table without row-level security", List.of(TOY, TOY_POLICY), NO_TOY, List.of(NO_SECURITY)),
            new Kind("table without a policy", List.of(TOY, TOY_SECURED), NO_TOY, List.of(NO_POLICY)),
            new Kind(
                    "policy that does not check what is written",
                    List.of(TOY, TOY_SECURED, TOY_POLICY.replaceFirst(" WITH CHECK .*", "")),
                    NO_TOY,
                    List.of(NO_POLICY)),
            new Kind(
                    "policy for another role only",
                    List.of(TOY, TOY_SECURED, TOY_POLICY.replace("barkbase_app", "barkbase_admin")),
                    NO_TOY,
                    List.of(NO_POLICY)),
            new Kind(
                    "second policy that widens the first",
                    List.of("CREATE POLICY wide ON \"Pet\" FOR SELECT USING (\"name\" <> '')"),
                    List.of("DROP POLICY wide ON \"Pet\""),
                    List.of("Policy wide on table public.\"Pet\" gives more than the tenant's own rows: (name <>"
                            + " ''::text). Run: DROP POLICY wide ON public.\"Pet\";")),
            new Kind(
                    "person shown to everyone",
                    List.of("CREATE POLICY wide ON \"User\" TO barkbase_app USING (true)"),
                    List.of("DROP POLICY wide ON \"User\""),
                    List.of("Policy wide on table public.\"User\" gives more than the tenant's own rows: true."
                            + " Run: DROP POLICY wide ON public.\"User\";")),
            new Kind(
                    "row-level security forced on the owner",
                    List.of("ALTER TABLE \"Pet\" FORCE ROW LEVEL SECURITY"),
                    List.of("ALTER TABLE \"Pet\" NO FORCE ROW LEVEL SECURITY"),
                    List.of("Table public.\"Pet\" forces row-level security on its owner too, so that migrations see"
                            + " none of its rows. Run: ALTER TABLE public.\"Pet\" NO FORCE ROW LEVEL SECURITY;")),
            new Kind(
                    "open table without the tenant's column, in another schema",
                    List.of(
                            "CREATE SCHEMA other",
                            "CREATE TABLE other.toy (id int)",
                            "ALTER TABLE other.toy ENABLE ROW LEVEL SECURITY",
                            "GRANT SELECT (id) ON other.toy TO barkbase_app"),
                    List.of("DROP SCHEMA other CASCADE"),
                    List.of("Table other.toy is open to barkbase_app and has no \"tenantId\"."
                            + " Run: REVOKE ALL ON other.toy FROM barkbase_app, PUBLIC; or give it the column.")),
            new Kind(
                    "row of no tenant",
                    List.of("CREATE TABLE \"Toy\" (\"tenantId\" uuid)", TOY_SECURED, TOY_POLICY),
                    NO_TOY,
                    List.of("Table public.\"Toy\" allows rows of no tenant."
                            + " Run: ALTER TABLE public.\"Toy\" ALTER COLUMN \"tenantId\" SET NOT NULL;")),
            new Kind(
                    "key over all tenants",
                    List.of("CREATE UNIQUE INDEX chip ON \"Pet\" (\"microchip\")"),
                    List.of("DROP INDEX chip"),
                    List.of("Key chip of table public.\"Pet\" does not begin with \"tenantId\", so a conflict tells one"
                            + " tenant of another's value. Make it anew with \"tenantId\" first.")),
            new Kind(
                    "reference without the tenant",
                    List.of(
                            "CREATE TABLE \"Toy\" (\"tenantId\" uuid NOT NULL, \"petId\" uuid, FOREIGN KEY (\"petId\","
                                    + " \"tenantId\") REFERENCES \"Pet\" (\"id\", \"tenantId\"))",
                            TOY_SECURED,
                            TOY_POLICY),
                    NO_TOY,
                    List.of("Foreign key \"Toy_petId_tenantId_fkey\" of table public.\"Toy\" does not carry"
                            + " \"tenantId\" first, so a row can refer to another tenant's."
                            + " Make it anew with \"tenantId\" first.")),
            new Kind(
                    "delete that takes history along",
                    List.of(
                            "CREATE TABLE \"Toy\" (\"tenantId\" uuid NOT NULL REFERENCES \"Tenant\" ON DELETE CASCADE)",
                            TOY_SECURED,
                            TOY_POLICY),
                    NO_TOY,
                    List.of("Foreign key \"Toy_tenantId_fkey\" of table public.\"Toy\" deletes or changes rows behind"
                            + " it, and history with them. Make it anew with NO ACTION.")),
            new Kind(
                    "rule that writes past row-level security",
                    List.of("CREATE RULE copy AS ON INSERT TO \"Pet\" DO ALSO NOTHING"),
                    List.of("DROP RULE copy ON \"Pet\""),
                    List.of("Rule copy on public.\"Pet\" runs with its owner's rights, past row-level security."
                            + " Run: DROP RULE copy ON public.\"Pet\";")));

    private ForgottenTables() {}
}
