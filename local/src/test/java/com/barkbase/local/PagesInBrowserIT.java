package com.barkbase.local;

import static com.barkbase.local.DevProcess.HARBOR;
import static com.barkbase.local.DevProcess.PINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of dev in a real browser: what a person sees, reaches by keyboard and hears. */
class PagesInBrowserIT {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String LOADED = "document.querySelectorAll('section[aria-busy=false]').length === 3";
    private static final String AXE_SEES = """
            axe.run().then(found => found.violations.map(one =>
                one.id + ': ' + one.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')).join('; '))
            """;

    @TempDir
    static Path root;

    @TempDir
    Path profile;

    private static DevProcess dev;
    private Browser browser;

    @BeforeAll
    static void start() {
        assumeTrue(Browser.installed().isPresent(), "there is no Chromium on the PATH: apt-get install chromium");
        dev = DevProcess.ready(root, Map.of());
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(dev).ifPresent(DevProcess::close);
    }

    @BeforeEach
    void openBrowser() throws IOException {
        browser = Browser.start(Browser.installed().orElseThrow(), profile);
        browser.allowClipboard();
    }

    @AfterEach
    void askedNobodyElse() throws InterruptedException {
        try (Browser closed = browser) {
            assertThat(closed.requests())
                    .allMatch(address -> address.startsWith(dev.address() + "/") || address.startsWith("data:"));
        }
    }

    @Test
    void showsTheFirstKennelAtOnce() {
        visit();
        assertThat(browser.text("h2")).isEqualTo(HARBOR);
        assertThat(browser.text("#pets")).contains("12 of 26").contains("Biscuit", "dog, Beagle, female");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isUsedByKeyboardAlone() {
        visit();
        tabTo("input[name=kennel]");
        browser.press("ArrowDown");
        browser.await("document.querySelector('h2').innerText === '%s' && %s".formatted(PINE, LOADED));
        assertThat(browser.text("#pets")).contains("12 of 25").contains("Aspen").doesNotContain("Biscuit");
        assertThat(browser.text("[role=status]")).startsWith(PINE + ". ").contains("Pets: 12 of 25.");

        tabTo("#pets summary");
        browser.press("Enter");
        browser.await("document.querySelector('#pets dd')");
        assertThat(browser.text("#pets details")).contains("Owners\nJamal Turner", "Microchip\n985");

        tabTo("#pets > button");
        browser.press("Space");
        browser.await("document.querySelectorAll('#pets li').length === 24");
        assertThat(browser.value("document.activeElement.closest('li') === document.querySelectorAll('#pets li')[12]"))
                .isEqualTo(true);
    }

    @Test
    void copiesAKennelsTokenAndACallThatWorks() {
        visit();
        tabTo("[aria-label=\"Copy token of %s\"]".formatted(PINE));
        browser.press("Enter");
        browser.await("document.querySelector('[role=status]').innerText === 'Copied.'");
        String token = clipboard();
        assertThat(dev.get("/api/v1/pets", "Authorization", "Bearer " + token).body())
                .contains("Aspen");
        tabTo("#pets footer button");
        browser.press("Enter");
        browser.await("document.querySelector('#pets footer button').innerText === 'Copied'");
        assertThat(clipboard())
                .isEqualTo("curl -H 'Authorization: Bearer %s' '%s/api/v1/pets?limit=12&total=true'"
                        .formatted(dev.token(HARBOR), dev.address()));
    }

    @Test
    void saysWhatAProblemDocumentSays() {
        visit();
        tabTo("#other summary");
        browser.press("Enter");
        tabTo("#token");
        browser.type("<b>no token</b>");
        browser.press("Enter");
        browser.await("document.querySelectorAll('.problem').length === 3");
        assertThat(browser.text("#pets .problem"))
                .isEqualTo(
                        "A valid token is needed. Send the header Authorization: Bearer <token> with a token that dev"
                                + " printed; it lives 30 days.");
        assertThat(browser.value("document.querySelectorAll('b').length")).isEqualTo(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "desktop"})
    void keepsNobodyFromReadingIt(String size) throws IOException {
        browser.resize(size.equals("phone") ? 360 : 1280, 800);
        for (String scheme : new String[] {"light", "dark"}) {
            browser.scheme(scheme);
            visit();
            browser.value("document.querySelectorAll('#pets summary')[0].click()");
            browser.await("document.querySelector('#pets dd')");
            browser.screenshot(SCREENSHOTS.resolve("kennels-%s-%s.png".formatted(size, scheme)));
            assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth"))
                    .as("nothing lies beside the window")
                    .isEqualTo(true);
            browser.value(axe());
            assertThat(browser.value(AXE_SEES)).isEqualTo("");
        }
    }

    @Test
    void showsTheApisDocument() throws IOException {
        browser.resize(1280, 800);
        browser.open(dev.address() + "/docs");
        browser.await("document.querySelector('.info .title') || document.querySelector('#problem')?.innerText");
        browser.screenshot(SCREENSHOTS.resolve("docs.png"));
        assertThat(browser.text("#problem")).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    private void visit() {
        browser.open(dev.address() + "/");
        browser.await(LOADED);
    }

    /** Presses Tab until the element has the focus; fails after as many steps as no page should need. */
    private void tabTo(String selector) {
        for (int steps = 0; steps < 100; steps++) {
            browser.press("Tab");
            if (Boolean.TRUE.equals(browser.value("document.activeElement.matches('%s')".formatted(selector)))) {
                return;
            }
        }
        throw new AssertionError("Tab does not reach " + selector);
    }

    private String clipboard() {
        return (String) browser.value("navigator.clipboard.readText()");
    }

    private static String axe() throws IOException {
        try (InputStream script = PagesInBrowserIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
