-- What the catalogue holds against the isolation of tenants: one row, one sentence with its remedy, for each thing that
-- is wrong. None means that it holds. Any login may run it, also in psql; it reads the catalogue and nothing else.
--
-- A table that is not named here may be read, inserted into and updated by the service role, and must have a "tenantId".
WITH app AS (
    SELECT oid FROM pg_roles WHERE rolname = 'barkbase_app'
),
allowed (relation, privileges) AS (VALUES
    ('public."Tenant"', ARRAY['SELECT']),
    ('public."User"', ARRAY['SELECT']),
    ('public."Membership"', ARRAY['SELECT', 'UPDATE']),
    ('public."PetOwner"', ARRAY['SELECT', 'INSERT', 'DELETE']),
    ('public."IdempotencyKey"', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'])
),
-- Functions that run as the owner, each read with care: they see every tenant.
definer (signature) AS (VALUES ('public.add_member(text,text,text)'), ('public.keep_an_owner()')),
rows_of (relation, condition) AS (VALUES
    ('public."Tenant"', '(id = current_tenant())'),
    ('public."User"', '(EXISTS ( SELECT FROM "Membership" m WHERE ((m."tenantId" = current_tenant()) AND (m."userId" = "User".id))))')
),
schema AS (
    SELECT oid, nspname, nspowner, nspacl FROM pg_namespace
    WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\_%'
),
relation AS (
    SELECT c.*, format('%I.%I', s.nspname, c.relname) AS name, tenant.attnum AS tenant, tenant.attnotnull AS always
    FROM pg_class c
    JOIN schema s ON s.oid = c.relnamespace
    LEFT JOIN pg_attribute tenant
        ON tenant.attrelid = c.oid AND tenant.attname = 'tenantId' AND NOT tenant.attisdropped
    WHERE NOT EXISTS (SELECT FROM pg_depend d
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
),
granted AS (
    SELECT r.oid, a.* FROM relation r, aclexplode(r.relacl) a
    UNION
    SELECT r.oid, a.* FROM relation r JOIN pg_attribute t ON t.attrelid = r.oid, aclexplode(t.attacl) a
),
service_grant AS (
    SELECT r.oid, r.name, r.relkind, g.privilege_type AS privilege, g.is_grantable,
        CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE 'barkbase_app' END AS grantee
    FROM granted g JOIN relation r ON r.oid = g.oid
    WHERE g.grantee IN (0, (SELECT oid FROM app)) AND g.grantee <> r.relowner
),
isolated AS (
    SELECT r.*, coalesce(rows_of.condition, '("tenantId" = current_tenant())') AS condition
    FROM relation r LEFT JOIN rows_of ON rows_of.relation = r.name
    WHERE r.relkind IN ('r', 'p')
      AND (r.tenant IS NOT NULL OR rows_of.relation IS NOT NULL OR r.oid IN (SELECT oid FROM service_grant))
),
policy AS (
    SELECT p.*, r.name, r.condition,
        regexp_replace(replace(pg_get_expr(p.polqual, p.polrelid), 'public.', ''), '\s+', ' ', 'g') AS shows,
        regexp_replace(replace(pg_get_expr(p.polwithcheck, p.polrelid), 'public.', ''), '\s+', ' ', 'g') AS takes
    FROM pg_policy p JOIN isolated r ON r.oid = p.polrelid
    WHERE p.polpermissive AND (0 = ANY (p.polroles) OR (SELECT oid FROM app) = ANY (p.polroles))
),
function AS (
    SELECT p.*, format('%I.%I(%s)', s.nspname, p.proname, replace(oidvectortypes(p.proargtypes), ', ', ',')) AS name
    FROM pg_proc p JOIN schema s ON s.oid = p.pronamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend d
                      WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
),
-- Tables, their keys and their policies.
finding (sentence) AS (
    SELECT format('Table %s has no row-level security, so every tenant sees the rows of all. Run: ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY;', name)
    FROM isolated WHERE NOT relrowsecurity
    UNION ALL
    SELECT format('Table %s forces row-level security on its owner too, so that migrations see none of its rows. Run: ALTER TABLE %1$s NO FORCE ROW LEVEL SECURITY;', name)
    FROM isolated WHERE relforcerowsecurity
    UNION ALL
    SELECT format('Table %s has no policy for barkbase_app with USING and WITH CHECK on the tenant. Run: CREATE POLICY %I ON %1$s TO barkbase_app USING %3$s WITH CHECK %3$s;',
        name, relname || '_isolation', condition)
    FROM isolated i
    WHERE (tenant IS NOT NULL OR name = 'public."Tenant"') AND NOT EXISTS (
        SELECT FROM policy p WHERE p.polrelid = i.oid AND p.polcmd = '*' AND p.shows = p.condition AND p.takes = p.condition)
    UNION ALL
    SELECT format('Policy %I on table %s gives more than the tenant''s own rows: %s. Run: DROP POLICY %1$I ON %2$s;',
        polname, name, coalesce(takes, shows))
    FROM policy WHERE coalesce(shows, condition) <> condition OR coalesce(takes, condition) <> condition
    UNION ALL
    SELECT format('Table %s is open to barkbase_app and has no "tenantId". Run: REVOKE ALL ON %1$s FROM barkbase_app, PUBLIC; or give it the column.', name)
    FROM isolated WHERE tenant IS NULL AND name NOT IN (SELECT relation FROM rows_of)
    UNION ALL
    SELECT format('Table %s allows rows of no tenant. Run: ALTER TABLE %1$s ALTER COLUMN "tenantId" SET NOT NULL;', name)
    FROM isolated WHERE tenant IS NOT NULL AND NOT always
    UNION ALL
    SELECT format('Key %I of table %s does not begin with "tenantId", so a conflict tells one tenant of another''s value. Make it anew with "tenantId" first.',
        k.relname, r.name)
    FROM relation r
    JOIN pg_index i ON i.indrelid = r.oid AND (i.indisunique OR i.indisexclusion) AND i.indkey[0] <> r.tenant
    JOIN pg_class k ON k.oid = i.indexrelid
    UNION ALL
    SELECT format('Foreign key %I of table %s does not carry "tenantId" first, so a row can refer to another tenant''s. Make it anew with "tenantId" first.',
        k.conname, r.name)
    FROM relation r
    JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype = 'f'
    JOIN relation target ON target.oid = k.confrelid
    WHERE target.tenant IS NOT NULL AND (k.conkey[1] IS DISTINCT FROM r.tenant OR k.confkey[1] <> target.tenant)
    UNION ALL
    SELECT format('Foreign key %I of table %s deletes or changes rows behind it, and history with them. Make it anew with NO ACTION.',
        k.conname, r.name)
    FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype = 'f'
    WHERE k.confdeltype IN ('c', 'n', 'd') OR k.confupdtype IN ('c', 'n', 'd')
    UNION ALL
    SELECT format('Rule %I on %s runs with its owner''s rights, past row-level security. Run: DROP RULE %1$I ON %2$s;', w.rulename, r.name)
    FROM pg_rewrite w JOIN relation r ON r.oid = w.ev_class
    WHERE NOT (w.ev_type = '1' AND r.relkind IN ('v', 'm'))
    -- What else shows rows: views, functions, sequences.
    UNION ALL
    SELECT format('View %s reads with its owner''s rights, past row-level security. Run: ALTER VIEW %1$s SET (security_invoker = true);', name)
    FROM relation
    WHERE relkind = 'v' AND NOT coalesce(
        (SELECT o.option_value::boolean FROM pg_options_to_table(reloptions) o WHERE o.option_name = 'security_invoker'), false)
    UNION ALL
    SELECT DISTINCT format('%s %s is open to %s and can have no row-level security. Run: REVOKE ALL ON %2$s FROM %3$s;',
        CASE relkind WHEN 'm' THEN 'Materialized view' ELSE 'Foreign table' END, name, grantee)
    FROM service_grant WHERE relkind IN ('m', 'f')
    UNION ALL
    SELECT DISTINCT format('Sequence %s is open to %s and tells each tenant how much the others add. Run: REVOKE ALL ON SEQUENCE %1$s FROM %2$s; and use uuid keys.',
        name, grantee)
    FROM service_grant WHERE relkind = 'S'
    UNION ALL
    SELECT format('Function %s is SECURITY DEFINER, and so sees every tenant. Run: ALTER FUNCTION %1$s SECURITY INVOKER; or, where it must be and guards the tenant itself, name it in findings.sql.', name)
    FROM function WHERE prosecdef AND name NOT IN (SELECT signature FROM definer)
    UNION ALL
    SELECT format('Function %s is SECURITY DEFINER and takes its caller''s search_path. Run: ALTER FUNCTION %1$s SET search_path = pg_catalog, pg_temp;', name)
    FROM function WHERE prosecdef AND NOT EXISTS (SELECT FROM unnest(proconfig) c WHERE c LIKE 'search_path=%')
    UNION ALL
    SELECT format('Function %s is LEAKPROOF, and so may be asked about rows that row-level security would hide. Run: ALTER FUNCTION %1$s NOT LEAKPROOF;', name)
    FROM function WHERE proleakproof
    UNION ALL
    SELECT format('Function %s may be executed by PUBLIC. Run: REVOKE ALL ON FUNCTION %1$s FROM PUBLIC;', name)
    FROM function f
    WHERE EXISTS (SELECT FROM aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a WHERE a.grantee = 0)
    -- Grants, and those that future objects would get by themselves.
    UNION ALL
    SELECT DISTINCT format('%s may %s on %s, which no service needs. Run: REVOKE %2$s ON %3$s FROM %1$s;', g.grantee, g.privilege, g.name)
    FROM service_grant g LEFT JOIN allowed ON allowed.relation = g.name
    WHERE g.relkind IN ('r', 'p', 'v')
      AND (g.grantee = 'PUBLIC' OR g.privilege <> ALL (coalesce(allowed.privileges, ARRAY['SELECT', 'INSERT', 'UPDATE'])))
    UNION ALL
    SELECT DISTINCT format('%s may grant %s on %s to others. Run: REVOKE GRANT OPTION FOR %2$s ON %3$s FROM %1$s;', grantee, privilege, name)
    FROM service_grant WHERE is_grantable
    UNION ALL
    SELECT format('%s may CREATE in schema %I. Run: REVOKE CREATE ON SCHEMA %2$I FROM %1$s;',
        CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE 'barkbase_app' END, s.nspname)
    FROM schema s, aclexplode(s.nspacl) a
    WHERE a.privilege_type = 'CREATE' AND (a.grantee = 0 OR a.grantee = (SELECT oid FROM app))
    UNION ALL
    SELECT format('%s has %s on this database; a temporary table outlives its tenant in a pool. Run: REVOKE %2$s ON DATABASE %3$I FROM %1$s;',
        CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE 'barkbase_app' END, a.privilege_type, d.datname)
    FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
    WHERE d.datname = current_database() AND a.privilege_type <> 'CONNECT'
      AND (a.grantee = 0 OR a.grantee = (SELECT oid FROM app))
    UNION ALL
    SELECT format('Default privileges of %s give %s on each future %s to %s. Run: ALTER DEFAULT PRIVILEGES FOR ROLE %1$s%5$s REVOKE ALL ON %6$s FROM %4$s;',
        d.defaclrole::regrole, a.privilege_type,
        CASE d.defaclobjtype WHEN 'r' THEN 'table' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'function' WHEN 'T' THEN 'type' ELSE 'schema' END,
        CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE 'barkbase_app' END,
        CASE WHEN d.defaclnamespace = 0 THEN '' ELSE format(' IN SCHEMA %s', d.defaclnamespace::regnamespace) END,
        CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END)
    FROM pg_default_acl d, aclexplode(d.defaclacl) a
    WHERE a.grantee = 0 OR a.grantee = (SELECT oid FROM app)
    -- The service role itself.
    UNION ALL
    SELECT 'The role barkbase_app does not exist. Run the migrations.' WHERE NOT EXISTS (SELECT FROM app)
    UNION ALL
    SELECT format('The role barkbase_app is %s. Run as a superuser: ALTER ROLE barkbase_app NO%1$s;', attribute)
    FROM pg_roles r,
        LATERAL (VALUES ('SUPERUSER', r.rolsuper), ('BYPASSRLS', r.rolbypassrls), ('CREATEROLE', r.rolcreaterole),
                ('CREATEDB', r.rolcreatedb), ('REPLICATION', r.rolreplication)) AS has (attribute, given)
    WHERE r.rolname = 'barkbase_app' AND given
    UNION ALL
    SELECT format('The role barkbase_app is a member of %s and has its rights. Run: REVOKE %1$s FROM barkbase_app;', m.roleid::regrole)
    FROM pg_auth_members m WHERE m.member = (SELECT oid FROM app)
    UNION ALL
    SELECT format('The role barkbase_app owns %s, and an owner is past row-level security. Run: ALTER %2$s %1$s OWNER TO %3$s;', o.name, o.kind, owner.name)
    FROM (SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, name, relowner
          FROM relation WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
          UNION ALL SELECT 'FUNCTION', name, proowner FROM function
          UNION ALL SELECT 'SCHEMA', format('%I', nspname), nspowner FROM schema
          UNION ALL SELECT 'DATABASE', format('%I', datname), datdba FROM pg_database) AS o (kind, name, owner),
         (SELECT datdba::regrole::text AS name FROM pg_database WHERE datname = current_database()) AS owner
    WHERE o.owner = (SELECT oid FROM app)
    UNION ALL
    SELECT format('%s presets %s, so that a forgotten tenant is no error. Run: ALTER %1$s RESET %2$s;',
        CASE WHEN s.setrole = 0 THEN format('DATABASE %I', current_database())
             WHEN s.setdatabase = 0 THEN format('ROLE %s', s.setrole::regrole)
             ELSE format('ROLE %s IN DATABASE %I', s.setrole::regrole, current_database()) END,
        split_part(setting, '=', 1))
    FROM pg_db_role_setting s, unnest(s.setconfig) setting
    WHERE setting LIKE 'app.tenant\_id=%' AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
)
SELECT sentence FROM finding ORDER BY sentence
