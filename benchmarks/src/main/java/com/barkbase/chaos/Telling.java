package com.barkbase.chaos;

import com.barkbase.bench.Machine;
import com.barkbase.chaos.rig.Processes;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Report;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One scenario from its beginning to its end, which may be a Ctrl-C: then all is cleaned before the process ends. */
final class Telling {
    private static final long CLEANING_SECONDS = 10;

    private final Scenario scenario;
    private final Run run;
    private final CountDownLatch cleaned = new CountDownLatch(1);

    Telling(Scenario scenario, Run run) {
        this.scenario = scenario;
        this.run = run;
    }

    Report report(String options) throws Exception {
        Thread stopping = new Thread(this::stop, "stopping");
        Runtime.getRuntime().addShutdownHook(stopping);
        List<Claim> claims;
        try {
            claims = scenario.tell(run);
        } finally {
            cleaned.countDown();
        }
        Runtime.getRuntime().removeShutdownHook(stopping);
        return new Report(
                scenario.name(),
                scenario.question(),
                "./barkbase chaos " + scenario.name() + options,
                LocalDate.now(ZoneOffset.UTC).toString(),
                run.taken().toSeconds(),
                Machine.here().hardware(),
                claims);
    }

    private void stop() {
        run.stop();
        try {
            if (!cleaned.await(CLEANING_SECONDS, TimeUnit.SECONDS)) {
                run.progress().println("chaos: not all was cleaned in " + CLEANING_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Processes.endAll();
    }
}
