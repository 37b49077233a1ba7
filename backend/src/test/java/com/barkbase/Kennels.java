package com.barkbase;

import com.barkbase.db.Pool;
import java.util.UUID;

/**
 * A migrated database with two kennels, one for all tests of the JVM that only add to it. As on RDS, the owner is no
 * superuser and the services log in as {@code barkbase_app}.
 */
public final class Kennels {

    public static final UUID HARBOR = UUID.fromString("a1000000-0000-4000-8000-000000000001");
    public static final UUID PINE = UUID.fromString("b2000000-0000-4000-8000-000000000002");

    private Kennels() {}

    public static Pool owner() {
        return Shared.OWNER;
    }

    public static Pool services() {
        return Shared.SERVICES;
    }

    /** The services' login in a pool of one's own, whose connections are known. Close it. */
    public static Pool openServices() {
        return Shared.CLUSTER.login(TestCluster.SERVICE, "kennels");
    }

    /** A kennel of one's own, so that a test may count what is in it. */
    public static UUID add(String name) {
        UUID tenant = UUID.randomUUID();
        Shared.addTenant(owner(), tenant, name);
        return tenant;
    }

    /** A pet with its owner, as a service would insert them. */
    public static UUID addPet(UUID tenant, String name) {
        UUID pet = UUID.randomUUID();
        UUID owner = UUID.randomUUID();
        services().asTenant(tenant).inTransaction(tx -> {
            tx.update(
                    "INSERT INTO \"Owner\" (\"tenantId\", \"id\", \"name\", \"phone\") VALUES ($1, $2, $3, $4)",
                    tenant,
                    owner,
                    name + "'s human",
                    "+1 202 555 0100");
            tx.update("""
                    INSERT INTO "Pet" ("tenantId", "id", "primaryOwnerId", "name", "species", "birthDate")
                    VALUES ($1, $2, $3, $4, 'dog', '2020-02-29')
                    """, tenant, pet, owner, name);
            tx.update("""
                    INSERT INTO "PetWeight" ("tenantId", "petId", "measuredOn", "weightKg")
                    VALUES ($1, $2, '2026-01-31', 12.5)
                    """, tenant, pet);
            tx.update(
                    "INSERT INTO \"PetOwner\" (\"tenantId\", \"petId\", \"ownerId\") VALUES ($1, $2, $3)",
                    tenant,
                    pet,
                    owner);
            return null;
        });
        return pet;
    }

    private static final class Shared {
        private static final TestCluster CLUSTER = TestCluster.start();
        private static final Pool OWNER = migrate();
        private static final Pool SERVICES = openServices();

        private static Pool migrate() {
            CLUSTER.createOwner();
            CLUSTER.createDatabase("kennels", TestCluster.OWNER);
            Pool owner = CLUSTER.login(TestCluster.OWNER, "kennels");
            TestCluster.migrate(owner);
            owner.update("ALTER ROLE barkbase_app LOGIN");
            addTenant(owner, HARBOR, "Harbor Street Kennels");
            addTenant(owner, PINE, "Pine Ridge Pet Lodge");
            return owner;
        }

        private static void addTenant(Pool owner, UUID id, String name) {
            owner.update(
                    "INSERT INTO \"Tenant\" (\"id\", \"name\", \"timeZone\") VALUES ($1, $2, 'America/New_York')",
                    id,
                    name);
        }
    }
}
