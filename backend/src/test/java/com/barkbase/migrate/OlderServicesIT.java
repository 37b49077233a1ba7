package com.barkbase.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.TestCluster;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A deployment migrates first, so until it ends the services of the last release run on the schema of this one, and
 * after a rollback they stay there. That release's code is not at hand in a build. What can be held is what all of its
 * statements stand on: nothing that the services could read, write or call is gone, and nothing more is asked of a row
 * in columns that they knew. (What a trigger refuses, or what a default means, is left to review.)
 *
 * <p>Something that must go goes in two releases: first the services do without it, then a migration takes it away,
 * with a line in {@link #DONE_WITHOUT}.
 */
class OlderServicesIT {

    /** The schema of the first deployment: before it nothing ran that could break. */
    private static final int FIRST_DEPLOYED = 3;

    /** Findings of a migration that the release before it was made ready for. */
    private static final List<String> DONE_WITHOUT = List.of();

    private static TestCluster cluster;
    private static List<Promises> levels = List.of();

    @BeforeAll
    static void migrateStepByStep() {
        cluster = TestCluster.start();
        cluster.createOwner();
        cluster.createDatabase("one", TestCluster.OWNER);
        levels = new ArrayList<>();
        try (Pool owner = cluster.login(TestCluster.OWNER, "one")) {
            int last = Integer.parseInt(Schema.versions(owner).needed());
            for (int version = 1; version <= last; version++) {
                String target = Integer.toString(version);
                Flyway.configure().dataSource(owner).target(target).load().migrate();
                levels.add(Promises.of(owner));
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @Test
    void workOnTheNextSchema() {
        for (int version = FIRST_DEPLOYED; version < levels.size(); version++) {
            assertThat(level(version).brokenBy(level(version + 1)))
                    .as("what V%d would break under the services of V%d", version + 1, version)
                    .isSubsetOf(DONE_WITHOUT);
        }
    }

    @Test
    void thirdMigrationWouldHaveDoneThemNoHarmAndTheSecondWould() {
        assertThat(level(2).brokenBy(level(3))).isEmpty();
        assertThat(level(1).brokenBy(level(2)))
                .contains("no longer: Pet.weightKg is there, of type numeric")
                .anyMatch(finding -> finding.startsWith("now: Membership holds CHECK"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ALTER TABLE "Pet" DROP COLUMN "notes"                        | no longer: services may SELECT Pet.notes
            ALTER TABLE "Pet" RENAME COLUMN "notes" TO "remarks"         | no longer: services may UPDATE Pet.notes
            ALTER TABLE "PetWeight" RENAME TO "Weight"                   | no longer: PetWeight.petId is there
            ALTER TABLE "PetWeight" ALTER "weightKg" TYPE numeric(4,1)  | no longer: PetWeight.weightKg is there
            ALTER TABLE "Owner" ALTER "phone" SET NOT NULL               | now: Owner.phone must not be null
            ALTER TABLE "IdempotencyKey" ADD "vip" boolean NOT NULL      | now: IdempotencyKey.vip must be given
            ALTER TABLE "Owner" ADD CHECK (length("name") > 1)           | now: Owner holds CHECK ((length(name) > 1))
            CREATE UNIQUE INDEX "One" ON "Owner" ("tenantId", "phone")   | now: Owner has no two rows alike
            REVOKE UPDATE ON "Owner" FROM barkbase_app                   | no longer: services may UPDATE Owner.name
            REVOKE EXECUTE ON FUNCTION searchable FROM barkbase_app      | no longer: services may call searchable(text)
            """)
    void wouldBeBrokenBy(String statement, String finding) {
        assertThat(findings(statement)).anyMatch(found -> found.startsWith(finding));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ALTER TABLE "Owner" ADD "vip" boolean NOT NULL DEFAULT false
            ALTER TABLE "Owner" ADD "nickname" text CHECK (length("nickname") < 50)
            ALTER TABLE "Owner" ALTER "name" DROP NOT NULL
            CREATE TABLE "Toy" ("tenantId" uuid NOT NULL, "id" uuid PRIMARY KEY)
            CREATE INDEX "Owner_phone_idx" ON "Owner" ("tenantId", "phone")
            """)
    void areNotTroubledBy(String statement) {
        assertThat(findings(statement)).isEmpty();
    }

    /** The migrate function of an older release, after a rollback or beside a newer one. */
    @Test
    void migrateLeavesANewerSchemaAsItIs(@TempDir Path folder) throws IOException {
        cluster.createDatabase("newer", TestCluster.OWNER);
        Files.writeString(folder.resolve("V999__toys.sql"), "ALTER TABLE \"Pet\" ADD COLUMN \"toy\" text;");
        try (Pool owner = cluster.login(TestCluster.OWNER, "newer")) {
            Flyway.configure()
                    .dataSource(owner)
                    .locations("classpath:db/migration", "filesystem:" + folder)
                    .load()
                    .migrate();
            assertThat(Schema.migrate(owner)).isEqualTo(new Schema.Outcome(false, 0, "999"));
        }
    }

    private static Promises level(int version) {
        return levels.get(version - 1);
    }

    /** What the statement would break, tried on a copy. */
    private static List<String> findings(String statement) {
        cluster.asSuperuser("CREATE DATABASE tried TEMPLATE one OWNER barkbase_admin");
        try (Pool owner = cluster.login(TestCluster.OWNER, "tried")) {
            owner.update(statement);
            return levels.getLast().brokenBy(Promises.of(owner));
        } finally {
            cluster.asSuperuser("DROP DATABASE tried WITH (FORCE)");
        }
    }
}
