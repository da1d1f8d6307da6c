package dev.understudy.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again, and nothing else is. */
class FieldsTest {

  /** Refuses with a checked exception, as most formats do. */
  private static final class Refused extends Exception {
    private Refused(String message) {
      super(message);
    }
  }

  private static final class Reader extends FieldReader<Refused> {
    Reader(byte... bytes) {
      super("the test", bytes, 0, bytes.length);
    }

    @Override
    public Refused refuse(String reason) {
      return new Refused(position() + ": " + reason);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void numbersOfEverySizeComeBack(long number) throws Refused {
    byte[] written = new FieldWriter(0).varint(number).signed(number).fixed(number, 8).take();
    Reader in = new Reader(written);

    assertThat(in.varint()).isEqualTo(number);
    assertThat(in.signed()).isEqualTo(number);
    assertThat(in.fixed(8)).isEqualTo(number);
    in.expectEnd();
  }

  @Test
  void textsAndBytesComeBack() throws Refused {
    byte[] written =
        new FieldWriter().text("grün").bytes(Bytes.ofText("ab")).bytes(new byte[] {7}).take();
    Reader in = new Reader(written);

    assertThat(in.text()).isEqualTo("grün");
    assertThat(in.bytes(2)).containsExactly('a', 'b');
    assertThat(in.octet()).isEqualTo(7);
    in.expectEnd();
  }

  @Test
  void aWriterBeginsAnewWhenItsBytesAreTaken() {
    FieldWriter out = new FieldWriter(1);

    assertThat(out.bytes(new byte[100]).take()).hasSize(100);
    assertThat(out.size()).isZero();
    assertThat(out.octet(0x1ff).take()).containsExactly(0xff);
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsPlace() {
    refused("1: the test ends too early", () -> new Reader((byte) 0x80).varint());
    refused(
        "2: a number with a needless last byte", () -> new Reader((byte) 0x80, (byte) 0).varint());
    refused("0: 3 bytes where 2 are left", () -> new Reader((byte) 1, (byte) 2).bytes(3));
  }

  @Test
  void aNumberOfMoreThan64BitsIsRefused() {
    byte[] long70 = new byte[10];
    Arrays.fill(long70, (byte) 0xff);

    refused("10: a number of more than 64 bits", () -> new Reader(long70).varint());
  }

  @Test
  void aCountBeyondItsBoundIsRefused() {
    refused(
        "1: a length is 9, expected at most 8", () -> new Reader((byte) 9).count("a length", 8));
    byte[] negative = new FieldWriter().varint(-1).take();
    refused(
        "10: a length is 18446744073709551615, expected at most 8",
        () -> new Reader(negative).count("a length", 8));
  }

  @Test
  void bytesThatAreLeftAreRefused() {
    refused("0: 2 bytes too many", () -> new Reader((byte) 1, (byte) 2).expectEnd());
  }

  private static void refused(String message, ThrowingCallable reading) {
    assertThatThrownBy(reading).isInstanceOf(Refused.class).hasMessage(message);
  }
}
