package dev.understudy.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Shows that bytes stay what they were. */
class BytesTest {

  @Test
  void aCopyDoesNotFollowItsSource() {
    byte[] source = {1, 2, 3};
    Bytes copy = Bytes.copyOf(source);

    source[0] = 9;
    copy.toArray()[1] = 9;

    assertThat(copy.toArray()).containsExactly(1, 2, 3);
  }

  @Test
  void aSliceIsEqualToACopyOfItsBytes() {
    Bytes slice = Bytes.copyOf(new byte[] {1, 2, 3, 4}).slice(1, 2);

    assertThat(slice).isEqualTo(Bytes.copyOf(new byte[] {2, 3})).hasToString("2 bytes 0203");
    assertThat(slice.hashCode()).isEqualTo(Bytes.copyOf(new byte[] {2, 3}).hashCode());
    assertThat(slice.digest()).isEqualTo(Bytes.copyOf(new byte[] {2, 3}).digest());
    assertThat(slice.at(1)).isEqualTo((byte) 3);
    assertThatThrownBy(() -> slice.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.slice(1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void partsAreJoinedInTheirOrder() {
    Bytes[] parts = {Bytes.ofText("a"), Bytes.EMPTY, Bytes.ofText("bc")};

    assertThat(Bytes.concat(parts).text()).isEqualTo("abc");
    assertThat(Bytes.concat(new Bytes[0])).isSameAs(Bytes.EMPTY);
  }

  @Test
  void eightBytesAreALittleEndianNumber() {
    Bytes bytes = Bytes.copyOf(new byte[] {9, 1, 0, 0, 0, 0, 0, 0, 2});

    assertThat(bytes.longAt(1)).isEqualTo(0x0200_0000_0000_0001L);
    assertThatThrownBy(() -> bytes.longAt(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aMessageShowsTheFirstBytes() {
    assertThat(Bytes.EMPTY).hasToString("0 bytes");
    assertThat(Bytes.zeros(17)).hasToString("17 bytes " + "00".repeat(16) + "…");
  }

  /** The check value that every description of CRC32C gives. */
  @Test
  void theDigestIsCrc32c() {
    assertThat(Bytes.ofText("123456789").digest()).isEqualTo(0xe3069283);
  }
}
