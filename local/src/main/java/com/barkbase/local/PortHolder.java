package com.barkbase.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Who listens on a port, as far as this machine tells. */
final class PortHolder {

    private PortHolder() {}

    /** {@code " by java (process 4711)"}, or empty where lsof is missing or may not see it. */
    static String describe(int port) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            lsof.waitFor(2, TimeUnit.SECONDS);
            return parse(answer);
        } catch (IOException noSuchProgram) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** One field a line: {@code p4711}, {@code cjava}. */
    private static String parse(String answer) {
        String pid = field(answer, 'p');
        String command = field(answer, 'c');
        return pid.isEmpty() ? "" : " by %s (process %s)".formatted(command, pid);
    }

    private static String field(String answer, char name) {
        return answer.lines()
                .filter(line -> !line.isEmpty() && line.charAt(0) == name)
                .map(line -> line.substring(1))
                .findFirst()
                .orElse("");
    }
}
