package com.barkbase.db;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the db-layer trusts to vouch for PostgreSQL, and nobody else. */
class TrustedRootsTest {
    private static final String BUILT_IN = "";
    private static final Pattern OF_A_REGION = Pattern.compile("Amazon RDS (.+-\\d) Root CA (\\w+) G1");
    private static final String[] REGIONS = ("af-south-1 ap-east-1 ap-northeast-1 ap-northeast-2 ap-northeast-3"
                    + " ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4"
                    + " ca-central-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2"
                    + " eu-west-3 me-central-1 me-south-1 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2")
            .split(" ", -1);
    private static final List<String> OF_RDS_PROXY = List.of(
            "Amazon Root CA 1",
            "Amazon Root CA 2",
            "Amazon Root CA 3",
            "Amazon Root CA 4",
            "Starfield Services Root Certificate Authority - G2");

    @TempDir
    private Path directory;

    @Test
    void builtInRootsAreThreeOfEachRegionAndThoseOfRdsProxyAndNoOthers() throws Exception {
        List<String> names =
                roots(BUILT_IN).stream().map(TrustedRootsTest::commonName).toList();
        Map<String, Set<String>> regions = names.stream()
                .flatMap(name -> OF_A_REGION.matcher(name).results())
                .collect(groupingBy(each -> each.group(1), TreeMap::new, mapping(MatchResult::group, toSet())));
        assertThat(regions.keySet()).containsExactly(REGIONS);
        assertThat(regions)
                .allSatisfy((region, roots) -> assertThat(roots)
                        .containsExactlyInAnyOrder(
                                "Amazon RDS " + region + " Root CA RSA2048 G1",
                                "Amazon RDS " + region + " Root CA RSA4096 G1",
                                "Amazon RDS " + region + " Root CA ECC384 G1"));
        assertThat(names).containsAll(OF_RDS_PROXY).hasSize(3 * REGIONS.length + OF_RDS_PROXY.size());
    }

    @Test
    void builtInRootsAreSelfSignedAuthorities() throws Exception {
        for (X509Certificate root : roots(BUILT_IN)) {
            assertThat(root.getBasicConstraints()).as(commonName(root)).isNotNegative();
            root.verify(root.getPublicKey());
        }
    }

    @Test
    void noBuiltInRootHasExpired() throws Exception {
        X509Certificate first = roots(BUILT_IN).stream()
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow();
        System.out.println("first root to expire: " + commonName(first) + ", " + first.getNotAfter());
        assertThat(first.getNotAfter())
                .as("roots/README.md says how to renew them")
                .isInTheFuture();
    }

    @Test
    void fileReplacesBuiltInRootsWhateverTextStandsAroundItsCertificates() throws Exception {
        TestPki pki = new TestPki(directory);
        TestCertificate one = pki.authority("one");
        TestCertificate two = pki.authority("two");
        Path file = Files.writeString(
                directory.resolve("both.pem"),
                "Subject: CN=one - the first\n" + Files.readString(one.certificateFile()) + "\n# and the other\n\n"
                        + Files.readString(two.certificateFile()) + "the end\n");
        assertThat(roots(file.toString())).containsExactlyInAnyOrder(one.certificate(), two.certificate());
    }

    @Test
    void rootsAreParsedOnceForAllWhoAsk() {
        assertThat(TrustedRoots.sslContext(BUILT_IN)).isSameAs(TrustedRoots.sslContext(BUILT_IN));
    }

    @Test
    void fileWithoutCertificatesIsRefusedWithTheRemedy() throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "paste the certificate here\n");
        assertRefused(
                file,
                " holds no certificates that can be used (No certificate data found): name a PEM file with at least"
                        + " one -----BEGIN CERTIFICATE----- block that is deployed with the function, such as"
                        + " https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem, or leave it unset for"
                        + " the built-in roots of Amazon RDS");
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        assertRefused(
                Files.createFile(directory.resolve("empty.pem")),
                " holds no certificates that can be used (it is empty): ");
    }

    @Test
    void missingFileIsRefused() {
        assertRefused(directory.resolve("missing.pem"), " does not exist: ");
    }

    @Test
    void folderIsRefused() {
        assertRefused(directory, " cannot be read (");
    }

    @Test
    void keyInPlaceOfCertificateIsRefused() throws IOException {
        TestCertificate root = new TestPki(directory).authority("root");
        assertRefused(root.keyFile(), " holds no certificates that can be used (");
    }

    private static void assertRefused(Path file, String fault) {
        assertThatThrownBy(() -> TrustedRoots.sslContext(file.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("DB_SSL_ROOT_CERT=" + file + fault)
                .hasMessageContaining("name a PEM file");
    }

    private static List<X509Certificate> roots(String file) throws GeneralSecurityException {
        return List.of(TrustedRoots.trustManager(file).getAcceptedIssuers());
    }

    private static String commonName(X509Certificate root) {
        return root.getSubjectX500Principal().getName().replaceAll("(?:.*,)?CN=([^,]+).*", "$1");
    }
}
