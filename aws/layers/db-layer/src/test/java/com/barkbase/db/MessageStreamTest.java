package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MessageStreamTest {
    private static final int LARGEST = 100_000;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(sent);

    private void message(char type, int... body) throws IOException {
        out.writeByte(type);
        out.writeInt(Integer.BYTES + body.length);
        for (int each : body) {
            out.writeByte(each);
        }
    }

    private void loggedIn() throws IOException {
        message('R', 0, 0, 0, 0);
        message('Z', 'I');
    }

    private InputStream stream() {
        return new MessageStream(new ByteArrayInputStream(sent.toByteArray()), LARGEST);
    }

    private void assertRefused(String what) {
        assertThatThrownBy(() -> stream().readAllBytes())
                .isInstanceOf(MessageStream.ImpossibleMessageException.class)
                .hasMessage("sent " + what + ", which no PostgreSQL does");
    }

    @Test
    void passesOnWhatAPostgresSendsHoweverItIsCut() throws IOException {
        loggedIn();
        message('D', 0, 2, 0, 0, 0, 3, 'a', 'b', 'c', 0xff, 0xff, 0xff, 0xff);
        message('D', 0, 0);
        message('C', 'O', 'K', 0);
        message('Z', 'I');
        for (int size = 1; size < 20; size++) {
            InputStream stream = stream();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            byte[] part = new byte[size + 2];
            for (int count = 0; count >= 0; count = stream.read(part, 1, size)) {
                read.write(part, 1, count);
            }
            assertThat(read.toByteArray()).isEqualTo(sent.toByteArray());
        }
    }

    @Test
    void allowsLargeMessagesOnceTheLoginIsDone() throws IOException {
        loggedIn();
        message('d', new int[LARGEST - Integer.BYTES]);
        assertThat(stream().readAllBytes()).hasSize(sent.size());
        message('d', new int[LARGEST]);
        assertRefused("a message 'd' of 100004 bytes");
    }

    @Test
    void refusesALoginsMessageThatIsTooLarge() throws IOException {
        message('R', new int[MessageStream.LARGEST_OF_LOGIN]);
        assertRefused("a message 'R' of 65540 bytes");
    }

    @Test
    void refusesRowsThatDoNotAddUp() throws IOException {
        loggedIn();
        byte[] login = sent.toByteArray();
        message('D', 0);
        assertRefused("a row of 1 bytes");
        restart(login);
        message('D', 0, 2, 0, 0, 0, 0);
        assertRefused("2 columns in 4 bytes of a row");
        restart(login);
        message('D', 0, 1, 0, 0, 0, 3, 'a', 'b');
        assertRefused("a column of 3 bytes in what is left of a row, 2");
        restart(login);
        message('D', 0, 1, 0xff, 0xff, 0xff, 0xfe);
        assertRefused("a column of -2 bytes in what is left of a row, 0");
        restart(login);
        message('D', 0, 1, 0, 0, 0, 1, 'a', 'b');
        assertRefused("1 bytes behind a row's last column");
    }

    private void restart(byte[] login) throws IOException {
        sent.reset();
        out.write(login);
    }

    @Test
    void refusesNoticesWithoutEndAndForgetsThoseOfEarlierAnswers() throws IOException {
        loggedIn();
        int[] notice = new int[LARGEST / 2];
        int allowed = MessageStream.MOST_UNASKED / notice.length;
        for (int i = 0; i < allowed; i++) {
            message('N', notice);
        }
        message('Z', 'I');
        message('N', notice);
        assertThat(stream().readAllBytes()).hasSize(sent.size());
        for (int i = 0; i < allowed; i++) {
            message('N', notice);
        }
        assertThatThrownBy(() -> stream().readAllBytes()).hasMessageContaining("bytes that were not asked for");
    }

    @Test
    void skipsAllOrSaysThatTheStreamEnded() throws IOException {
        loggedIn();
        InputStream stream = stream();
        assertThat(stream.skip(9)).isEqualTo(9);
        assertThat(stream.readAllBytes()).isEqualTo(Arrays.copyOfRange(sent.toByteArray(), 9, sent.size()));
        assertThatThrownBy(() -> stream.skip(5))
                .isInstanceOf(EOFException.class)
                .hasMessage("the stream ended 5 bytes too early");
    }
}
