package com.barkbase.local;

import java.util.List;
import java.util.stream.Stream;

/** What {@code dev} says when all is up. Programs too read the lines that begin with ready and tenant. */
final class Announcement {

    private Announcement() {}

    static void print(int port, Database database, List<KennelToken> issued) {
        String address = "http://localhost:" + port;
        System.out.println("\nready " + address);
        issued.forEach(one -> System.out.printf("tenant %s token %s%n", one.kennel(), one.token()));
        issued.stream()
                .findFirst()
                .ifPresentOrElse(
                        first -> curl(first, address),
                        () -> System.out.println(
                                "There is no kennel in this database, so there is no token to print."));
        psql(database);
        System.out.printf("%nTo look around, open %s in a browser; %s/docs shows the API.%n", address, address);
        System.out.println("Ctrl-C stops it; the data stays.");
    }

    private static void curl(KennelToken as, String address) {
        System.out.printf("%nTry it, as %s:%n", as.kennel());
        System.out.printf("  curl -H 'Authorization: Bearer %s' '%s/api/v1/pets?limit=3'%n", as.token(), address);
    }

    private static void psql(Database database) {
        System.out.println("\nThe database, as the services and as the owner see it:");
        Stream.of(database.service(), database.owner())
                .distinct()
                .map(login -> psql(login, database.passwords()))
                .forEach(System.out::println);
        System.out.printf(
                "  (%s sees one kennel at a time: SET app.tenant_id = '%s';)%n",
                Embedded.SERVICE,
                database.kennels().stream()
                        .findFirst()
                        .map(kennel -> kennel.tenantId().toString())
                        .orElse("its id"));
    }

    /** The password is in a file: on a command line, every user of the machine could read it. */
    private static String psql(Login login, PasswordFile passwords) {
        String passwordFile = passwords.holds(login) ? "PGPASSFILE='%s' ".formatted(passwords.path()) : "";
        return "  %spsql -h %s -p %s -U %s %s"
                .formatted(passwordFile, login.host(), login.port(), login.user(), login.database());
    }
}
