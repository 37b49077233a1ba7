package com.barkbase.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code dev} says when all is up. Programs too read the lines that begin with ready and tenant. */
final class Announcement {

    private Announcement() {}

    static void print(int port, Database database, Tokens tokens) {
        String address = "http://localhost:" + port;
        Map<Kennel, String> issued = new LinkedHashMap<>();
        database.kennels().forEach(kennel -> issued.put(kennel, tokens.issue(kennel.bearer())));

        System.out.println("\nready " + address);
        issued.forEach((kennel, token) -> System.out.printf("tenant %s token %s%n", kennel.name(), token));
        issued.entrySet().stream()
                .findFirst()
                .ifPresentOrElse(
                        first -> curl(first.getKey().name(), first.getValue(), address),
                        () -> System.out.println(
                                "There is no kennel in this database, so there is no token to print."));
        psql(database);
        System.out.println("\nCtrl-C stops it; the data stays.");
    }

    private static void curl(String name, String token, String address) {
        System.out.printf("%nTry it, as %s:%n", name);
        System.out.printf("  curl -H 'Authorization: Bearer %s' '%s/api/v1/pets?limit=3'%n", token, address);
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
