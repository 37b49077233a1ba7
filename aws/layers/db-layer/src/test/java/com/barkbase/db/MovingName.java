package com.barkbase.db;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Waits until a name that has moved leads to its new address; without the db-layer's word that takes 30 seconds. */
final class MovingName {
    private static final String NAME = "postgres.barkbase.test";
    private static final Deadline GIVEN_UP = Deadline.in(20_000);

    private MovingName() {}

    public static void main(String... arguments) throws Exception {
        Path hosts = Files.createTempFile("hosts", "");
        System.setProperty("jdk.net.hosts.file", hosts.toString());
        Files.writeString(hosts, "127.0.0.1 " + NAME + "\n");
        SessionPool.from(
                        Map.of("DB_HOST", NAME, "DB_NAME", "barkbase", "DB_USER", "u", "DB_PASSWORD", "p"),
                        new ListenerGuard())
                .close();
        InetAddress before = InetAddress.getAllByName(NAME)[0];
        Files.writeString(hosts, "127.0.0.2 " + NAME + "\n");
        while (InetAddress.getAllByName(NAME)[0].equals(before)) {
            if (!GIVEN_UP.pause(50)) {
                throw new IllegalStateException(NAME + " still leads to " + before);
            }
        }
        System.out.println("moved");
        Files.delete(hosts);
    }
}
