package dev.understudy.sim.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespWireTest {
  private final RespWire wire = new RespWire();

  @Test
  void aCommandIsAnArrayOfBulkStrings() {
    byte[] payload =
        wire.request(3, 17, new ClientRequest(RequestKind.RESP_SET, List.of(7L, -42L)));

    assertThat(ClientFrame.words(payload).getLong(0)).isEqualTo(3);
    assertThat(ClientFrame.words(payload).getLong(8)).isEqualTo(17);
    assertThat(new String(payload, 16, payload.length - 16, ISO_8859_1))
        .isEqualTo("*3\r\n$3\r\nSET\r\n$1\r\n7\r\n$3\r\n-42\r\n");
  }

  @Test
  void replies() {
    assertThat(read("+OK\r\n")).contains(done());
    assertThat(read(":12\r\n")).contains(done(12));
    assertThat(read("$3\r\n-42\r\n")).contains(done(1, -42));
    assertThat(read("$-1\r\n")).contains(done(0, 0));
    assertThat(read("-ERR no\r\n"))
        .contains(new RequestWire.Reply(3, 17, Exchange.NOT_UNDERSTOOD, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+OK",
        "+OKAY\r\n",
        ":\r\n",
        ":1x\r\n",
        ":99999999999999999999\r\n",
        "$2\r\n7\r\n",
        "$1\r\nx\r\n",
        ":9223372036854775808\r\n",
        "-ERR no"
      })
  void whatIsNoReply(String text) {
    assertThat(read(text)).isEqualTo(Optional.empty());
  }

  @Test
  void aPayloadWithoutClientAndSequence() {
    assertThat(wire.reply(new byte[15])).isEmpty();
  }

  private Optional<RequestWire.Reply> read(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    byte[] payload = new byte[16 + bytes.length];
    ClientFrame.words(payload).putLong(3).putLong(17).put(bytes);
    return wire.reply(payload);
  }

  private static RequestWire.Reply done(long... values) {
    return new RequestWire.Reply(3, 17, Exchange.DONE, ExchangeHistory.boxed(values));
  }
}
