package dev.understudy.cli.debug.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.asm.Includes;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user may write behind {@code if}. */
class ExpressionTest {
  private static final ImmutableSortedMap<String, Integer> LABELS =
      ImmutableSortedMap.of("data", 0x100, "data.next", 0x108, "far", 0x7ffffff0);

  /** r1 = 7, r2 = -1, the words at data are 40 and 2. */
  private final Machine machine = machine();

  private static Machine machine() {
    String source =
        """
        start:  mov r1, 7
                mov r2, -1
                mov r3, 40
                mov r4, 0x100
                st8 [r4], r3
                mov r3, 2
                st8 [r4 + 8], r3
                halt
        """;
    Image image = Assembler.assemble("t.asm", source, Includes.none()).orThrow();
    Machine machine = Machine.boot(image, Interpreter.INSTANCE, new MemoryPool());
    machine.runUntil(7);
    return machine;
  }

  private OptionalLong value(String text) {
    return ExpressionReader.read(text, LABELS).value(machine);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "7; 7",
        "0x10; 16",
        "1_000; 1000",
        "r1; 7",
        "r1 + 2 * 3; 13",
        "(r1 + 2) * 3; 27",
        "10 - 2 - 3; 5",
        "100 / 7 % 4; 2",
        "-r1; -7",
        "- - 3; 3",
        "!r1; 0",
        "!0; 1",
        "~0; -1",
        "r2 < 0; 1",
        "r2 >> 60; 15",
        "1 << 4 | 3; 19",
        "6 & 3 ^ 1; 3",
        "1 | 6 & 3; 3",
        "r1 == 7 && r2 != 7; 1",
        "0 || 0 && 1; 0",
        "1 || 0 && 0; 1",
        "1 < 2 == 2 > 1; 1",
        "3 <= 3; 1",
        "3 >= 4; 0",
        "data; 256",
        "[data]; 40",
        "[data.next]; 2",
        "[data + 8] + [data]; 42",
        "[[data] + 0xd8]; 40",
        "retired; 7",
        "pc % 64 == 56; 1"
      })
  void valuesAreThoseOfTheGuest(String text, long expected) {
    assertThat(value(text)).as(text).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[far]", "[-1]", "1 / 0", "1 % (r1 - 7)", "1 + [far]", "[far] == 0"})
  void whatHasNoValueIsNotTrue(String text) {
    assertThat(value(text)).isEmpty();
    assertThat(ExpressionReader.read(text, LABELS).holds(machine)).isFalse();
  }

  @Test
  void theRightOperandMattersOnlyIfTheLeftOneDoesNotSettleIt() {
    assertThat(value("0 && [far]")).hasValue(0);
    assertThat(value("1 || [far]")).hasValue(1);
    assertThat(value("1 && [far]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "r1 +; column 5: expected a number, a register, a label, '[' or '('",
        "(r1; column 4: expected ')'",
        "[data; column 6: expected ']'",
        "r1 r2; column 4: expected an operator or the end",
        "nowhere == 1; column 1: 'nowhere' is no number, register or label",
        "r1 = 1; column 4: expected an operator or the end",
        "1 & & 2; column 5: expected a number"
      })
  void whatIsNoExpressionIsRefusedAtItsPlace(String text, String expected) {
    assertThatThrownBy(() -> value(text))
        .isInstanceOf(BadExpressionException.class)
        .hasMessageContaining("'" + text + "', " + expected);
  }

  @Test
  void depthHasALimit() {
    assertThatThrownBy(() -> value("(".repeat(100_000) + "1"))
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> value("-".repeat(100_000) + "1"))
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void countsOfHitsAreRead() {
    assertThat(HitCount.read("5").takes(5)).isTrue();
    assertThat(HitCount.read("5").takes(6)).isFalse();
    assertThat(HitCount.read("= 5").takes(5)).isTrue();
    assertThat(HitCount.read(">= 5").takes(4)).isFalse();
    assertThat(HitCount.read(">5").takes(6)).isTrue();
    assertThat(HitCount.read("<= 5").takes(5)).isTrue();
    assertThat(HitCount.read("< 5").takes(5)).isFalse();
    assertThat(HitCount.read(" % 3 ").takes(9)).isTrue();
    assertThat(HitCount.read("%3").takes(10)).isFalse();
    for (String wrong : new String[] {"", "five", "% 0", "5 6", "=> 5", "-1"}) {
      assertThatThrownBy(() -> HitCount.read(wrong))
          .hasMessageContaining("is no count of hits, expected one as 5, >= 5 or % 5");
    }
  }

  @Test
  void messagesHaveValuesInBraces() {
    assertThat(LogMessage.read("r1 is {r1}, there {[data]}, {1/0}.", LABELS).of(machine))
        .isEqualTo("r1 is 7, there 40, (no value).");
    assertThatThrownBy(() -> LogMessage.read("open {r1", LABELS)).hasMessageContaining("'}'");
    assertThatThrownBy(() -> LogMessage.read("{nix}", LABELS)).hasMessageContaining("'nix'");
  }
}
