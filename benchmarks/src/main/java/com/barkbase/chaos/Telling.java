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
    private volatile boolean stopped;

    Telling(Scenario scenario, Run run) {
        this.scenario = scenario;
        this.run = run;
    }

    Report report(String options) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stopping"));
        List<Claim> claims;
        try {
            claims = scenario.tell(run);
        } finally {
            cleaned.countDown();
        }
        if (stopped) {
            new CountDownLatch(1).await(); // for the end of the process: a part of a run is no result
        }
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
        if (cleaned.getCount() == 0) {
            return; // it has come to its own end
        }
        stopped = true;
        run.progress().println("chaos: stopped, and so without a result; what was started is ended");
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
