package com.barkbase.chaos.hostile;

import com.barkbase.chaos.rig.Certificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Each trick at each step at which it can be played. */
final class Stage {
    /** How the name of a trick begins that is played without TLS. */
    static final String CLEAR = "in clear, ";

    private static final int REQUEST_BYTES = 8;
    /** A TLS record's head that announces more than comes. */
    private static final byte[] HALF_RECORD = {22, 3, 3, 0x3f, 0, 2};

    private final SSLContext good;
    private final SSLContext other;

    Stage(Certificate good, Certificate other) throws IOException, GeneralSecurityException {
        this.good = good.sslContext();
        this.other = other.sslContext();
    }

    List<Trick> servers() {
        List<Trick> all = new ArrayList<>();
        for (Trick trick : Tricks.ANYWHERE) {
            all.add(trick.after("asked for TLS, ", client -> client.in().skipNBytes(REQUEST_BYTES)));
            all.add(trick.after("before TLS' handshake, ", Stage::offersTls));
        }
        all.add(new Trick("half a record of TLS", client -> {
            offersTls(client);
            client.out().write(HALF_RECORD);
            client.isSilent();
        }));
        all.add(new Trick("a certificate for another host", client -> withTls(client, other, Wire::isSilent)));
        for (Trick trick : conversations()) {
            all.add(new Trick("within TLS, " + trick.name(), client -> withTls(client, good, trick.play())));
            all.add(new Trick(CLEAR + trick.name(), trick.play()));
        }
        return all;
    }

    List<Trick> endpoints() {
        return Stream.concat(Tricks.ANYWHERE.stream(), Tricks.ENDPOINT.stream())
                .map(trick -> trick.after("the secrets' endpoint, ", Stage::readRequest))
                .toList();
    }

    private static List<Trick> conversations() {
        List<Trick> all = new ArrayList<>();
        for (List<Trick> tricks : List.of(Tricks.ANYWHERE, Tricks.MESSAGES, Tricks.LOGIN)) {
            tricks.forEach(trick -> all.add(trick.after("at the login, ", Wire::startup)));
        }
        for (List<Trick> tricks : List.of(Tricks.ANYWHERE, Tricks.MESSAGES, Tricks.ROWS)) {
            tricks.forEach(trick -> all.add(trick.after("at a statement, ", client -> {
                client.startup();
                client.logsIn();
            })));
        }
        return all;
    }

    private static void offersTls(Wire client) throws IOException {
        client.in().skipNBytes(REQUEST_BYTES);
        client.say("S");
    }

    private static void withTls(Wire client, SSLContext context, Trick.Play play) throws IOException {
        offersTls(client);
        try (SSLSocket tls = (SSLSocket) context.getSocketFactory()
                .createSocket(client.socket(), "localhost", client.socket().getPort(), true)) {
            tls.setUseClientMode(false);
            tls.startHandshake();
            play.on(Wire.of(tls, client.chance()));
        }
    }

    /** Up to the end of its headers. */
    private static void readRequest(Wire client) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(java.nio.charset.StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(client.in().readByte());
        }
    }
}
