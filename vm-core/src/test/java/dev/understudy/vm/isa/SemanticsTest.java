package dev.understudy.vm.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vm.random.Dice;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class SemanticsTest {
  private static final long MIN = Long.MIN_VALUE;
  private static final long MAX = Long.MAX_VALUE;

  @Test
  void divisionTruncatesAndTheLeastNumberByMinusOneIsItself() {
    assertThat(Semantics.div(7, -2)).isEqualTo(-3);
    assertThat(Semantics.rem(7, -2)).isEqualTo(1);
    assertThat(Semantics.div(-7, 2)).isEqualTo(-3);
    assertThat(Semantics.rem(-7, 2)).isEqualTo(-1);
    assertThat(Semantics.div(MIN, -1)).isEqualTo(MIN);
    assertThat(Semantics.rem(MIN, -1)).isZero();
    assertThat(Semantics.divu(-1, 2)).isEqualTo(MAX);
    assertThat(Semantics.remu(-1, 2)).isEqualTo(1);
    assertThat(Semantics.divu(MIN, -1)).isZero();
    assertThat(Semantics.remu(MIN, -1)).isEqualTo(MIN);
  }

  @Test
  void aZeroDivisorThrows() {
    assertThatThrownBy(() -> Semantics.div(1, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Semantics.divu(1, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Semantics.rem(1, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Semantics.remu(1, 0)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void shiftCountsAreModulo64() {
    assertThat(Semantics.shl(1, 64)).isEqualTo(1);
    assertThat(Semantics.shl(1, 65)).isEqualTo(2);
    assertThat(Semantics.shl(1, -1)).isEqualTo(MIN);
    assertThat(Semantics.shr(MIN, 63)).isEqualTo(1);
    assertThat(Semantics.shr(-1, -63)).isEqualTo(MAX);
    assertThat(Semantics.sar(MIN, 63)).isEqualTo(-1);
    assertThat(Semantics.sar(MIN, 128)).isEqualTo(MIN);
  }

  @Test
  void arithmeticWrapsAround() {
    assertThat(Semantics.add(MAX, 1)).isEqualTo(MIN);
    assertThat(Semantics.sub(MIN, 1)).isEqualTo(MAX);
    assertThat(Semantics.mul(MIN, -1)).isEqualTo(MIN);
    assertThat(Semantics.neg(MIN)).isEqualTo(MIN);
    assertThat(Semantics.not(0)).isEqualTo(-1);
  }

  @Test
  void upperHalvesOfProductsAreExact() {
    Dice dice = new Dice(1);
    for (int i = 0; i < 2000; i++) {
      long a = dice.oddNumber();
      long b = dice.oddNumber();
      BigInteger signed = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
      BigInteger unsigned = unsigned(a).multiply(unsigned(b));

      assertThat(Semantics.mulh(a, b)).isEqualTo(signed.shiftRight(64).longValue());
      assertThat(Semantics.mulhu(a, b)).isEqualTo(unsigned.shiftRight(64).longValue());
      assertThat(Semantics.mul(a, b)).isEqualTo(signed.longValue());
    }
  }

  @Test
  void upperHalvesAreSetAndLowerHalvesKept() {
    assertThat(Semantics.movhi(0xffffffff_12345678L, 0x9abcdef0)).isEqualTo(0x9abcdef0_12345678L);
    assertThat(Semantics.movhi(-1, 0)).isEqualTo(0xffff_ffffL);
  }

  @Test
  void conditionsAreSignedOrUnsigned() {
    assertThat(Semantics.jlt(-1, 0)).isTrue();
    assertThat(Semantics.jltu(-1, 0)).isFalse();
    assertThat(Semantics.jgt(MIN, MAX)).isFalse();
    assertThat(Semantics.jgtu(MIN, MAX)).isTrue();
    assertThat(Semantics.jle(5, 5) && Semantics.jge(5, 5)).isTrue();
    assertThat(Semantics.jleu(5, 5) && Semantics.jgeu(5, 5)).isTrue();
    assertThat(Semantics.jlt(5, 5) || Semantics.jgt(5, 5)).isFalse();
    assertThat(Semantics.jltu(5, 5) || Semantics.jgtu(5, 5)).isFalse();
    assertThat(Semantics.jeq(5, 5)).isTrue();
    assertThat(Semantics.jne(5, 5)).isFalse();
  }

  @Test
  void memoryIsLittleEndianAndLoadsExtend() {
    byte[] memory = {0, (byte) 0x81, (byte) 0x92, (byte) 0xa3, (byte) 0xb4, 5, 6, 7, 8};

    assertThat(Semantics.ld1(memory, 1)).isEqualTo(0x81);
    assertThat(Semantics.ld2(memory, 1)).isEqualTo(0x9281);
    assertThat(Semantics.ld4(memory, 1)).isEqualTo(0xb4a39281L);
    assertThat(Semantics.ld8(memory, 1)).isEqualTo(0x08070605b4a39281L);
    assertThat(Semantics.ld1s(memory, 1)).isEqualTo(0xffffffff_ffffff81L);
    assertThat(Semantics.ld2s(memory, 1)).isEqualTo(0xffffffff_ffff9281L);
    assertThat(Semantics.ld4s(memory, 1)).isEqualTo(0xffffffff_b4a39281L);
  }

  @Test
  void storesTakeTheLowBytesAndTouchNothingElse() {
    long value = 0x1122334455667788L;
    byte[] memory = new byte[10];
    Semantics.st1(memory, 1, value);
    assertThat(memory).containsExactly(0, 0x88, 0, 0, 0, 0, 0, 0, 0, 0);
    Semantics.st2(memory, 1, value);
    assertThat(memory).containsExactly(0, 0x88, 0x77, 0, 0, 0, 0, 0, 0, 0);
    Semantics.st4(memory, 1, value);
    assertThat(memory).containsExactly(0, 0x88, 0x77, 0x66, 0x55, 0, 0, 0, 0, 0);
    Semantics.st8(memory, 1, value);
    assertThat(memory).containsExactly(0, 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0);
  }

  @Test
  void anAccessThatIsPartlyOutsideThrowsAndWritesNothing() {
    byte[] memory = new byte[16];

    assertThatThrownBy(() -> Semantics.st8(memory, 9, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Semantics.st4(memory, -1, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Semantics.push(memory, -8, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);

    assertThat(memory).containsOnly(0);
  }

  @Test
  void statusInstructionsChangeOneFlagEach() {
    int pending = Status.pendingBit(3);

    assertThat(Semantics.sti(pending)).isEqualTo(pending | Status.INTERRUPTS_ENABLED);
    assertThat(Semantics.cli(Semantics.sti(pending))).isEqualTo(pending);
    assertThat(Semantics.halt(pending)).isEqualTo(pending | Status.HALTED);
    assertThat(Semantics.wfi(pending)).isEqualTo(pending);
    assertThat(Semantics.wfi(Status.INTERRUPTS_ENABLED))
        .isEqualTo(Status.INTERRUPTS_ENABLED | Status.WAITING);
  }

  @Test
  void iretTakesThePcAndTheInterruptFlagFromTheFrame() {
    byte[] memory = new byte[32];
    Semantics.st8(memory, 0, 0xdddddddd_80001230L);
    Semantics.st8(memory, 8, 0xff01);

    assertThat(Semantics.iret(memory, 0)).isEqualTo(0x1_80001230L);
    Semantics.st8(memory, 8, 0xff00);
    assertThat(Semantics.iret(memory, 0)).isEqualTo(0x80001230L);
    assertThatThrownBy(() -> Semantics.iret(memory, 9))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static BigInteger unsigned(long number) {
    return new BigInteger(Long.toUnsignedString(number));
  }
}
