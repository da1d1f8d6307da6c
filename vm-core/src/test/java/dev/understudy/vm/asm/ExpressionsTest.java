package dev.understudy.vm.asm;

import static dev.understudy.vm.asm.Sources.code;
import static dev.understudy.vm.asm.Sources.problem;
import static dev.understudy.vm.asm.Sources.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '=',
      value = {
        "1 + 2 * 3 = 7",
        "(1 + 2) * 3 = 9",
        "10 - 3 - 2 = 5",
        "100 / 7 / 2 = 7",
        "-7 / 2 = -3",
        "-7 % 4 = -3",
        "1 << 4 + 1 = 32",
        "-16 >> 2 = -4",
        "0xf0 & 0x3c | 1 = 49",
        "6 ^ 3 & 2 = 4",
        "~0 = -1",
        "- - ~5 = -6",
        "+3 = 3",
        "'a' + 1 = 98",
        "0b1010_1010 = 170",
        "0xFF = 255",
        "1_000_000 = 1000000",
        "64K = 65536",
        "2m = 2097152",
        "1G = 1073741824",
        "0xffff_ffff_ffff_ffff = -1",
        "18446744073709551615 = -1",
        "0x7fffffffffffffff + 1 = -9223372036854775808",
        "-9223372036854775808 / -1 = -9223372036854775808",
        ". - start = 8",
        "here - start = 8",
        "LATER * 2 = 84",
      })
  void haveTheValue(String expression, long value) {
    var image =
        code(" nop", "here: .quad " + expression, " .equ LATER, HERE_TOO", " .equ HERE_TOO, 42");

    assertThat(Sources.quad(image, 0x1008)).isEqualTo(value);
  }

  @Test
  void theCurrentAddressOfAConstantIsWhereItIsDefined() {
    var image = code(" nop", " .equ HERE, .", " nop", " .quad HERE");

    assertThat(Sources.quad(image, 0x1010)).isEqualTo(0x1008);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '=',
      value = {
        "1 / 0 = 12: division by zero",
        "1 % (2 - 2) = 12: division by zero",
        "1 << 64 = 12: shift by 64: expected a count from 0 to 63",
        "1 >> -1 = 12: shift by -1: expected a count from 0 to 63",
        "1 + = 13: missing value before the end of the line: expected a number, a character, a"
            + " symbol or '('",
        "1 2 = 12: unexpected '2': expected an operator or the end of the expression",
        "(1 + 2 = 16: '(' in column 17 is not closed: expected ')'",
        "1) = 11: unexpected ')': expected an operator or the end of the expression",
        "* 2 = 10: '*' is no value: expected a number, a character, a symbol or '('",
        "[r1] = 10: '[' is no value: expected a number, a character, a symbol or '('",
        "r1 + 1 = 10: register 'r1' is no value: expected a number, a character, a symbol or '('",
      })
  void areRefused(String expression, String message) {
    assertThat(problem("   .quad " + expression)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x", "0b", "0b102", "12abc", "1__", "0x_1", "1.5", "0xK", "9KM"})
  void malformedNumbersAreReported(String number) {
    assertThat(problem("  .quad " + number))
        .isEqualTo(
            "9: malformed number '" + number + "': expected digits such as 10, 64K, 0x1f or 0b101");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "18446744073709551616",
        "0x1_0000_0000_0000_0000",
        "17179869184G",
        "999999999999999999999999999999999999999"
      })
  void numbersBeyond64BitsAreReported(String number) {
    assertThat(problem("  .quad " + number))
        .isEqualTo("9: number '" + number + "' does not fit 64 bits");
  }

  @Test
  void aDefinitionInACircleIsReportedOnce() {
    assertThat(problems("nop", " .equ A, B + 1", " .equ B, A", " mov r1, A", " mov r2, B"))
        .containsExactly("3:10: the definition of 'A' leads back to itself");
  }

  @Test
  void whatMustBeKnownHereMayNotStandFurtherDown() {
    assertThat(problems("nop", " .space SIZE", " .equ SIZE, later", "later:"))
        .containsExactly(
            "2:9: 'SIZE' is not known yet: expected a value that is defined above this line");
  }

  @Test
  void aWideConstantMustBeKnownWhereItIsMoved() {
    assertThat(problems(" mov r1, BIG", " .equ BIG, 1 << 32"))
        .containsExactly(
            "1:10: value 0x100000000 needs two instructions: expected a value that is defined above"
                + " this line");
  }

  @Test
  void aMistakeInAConstantIsReportedWhereItIsNotWhereItIsUsed() {
    assertThat(problems("nop", " .equ A, 1 / 0", " mov r1, A", " .space A", " .byte A, A + 1"))
        .containsExactly("2:12: division by zero");
  }

  @Test
  void aConstantNobodyUsesIsCheckedAsWell() {
    assertThat(problems("nop", " .equ A, nothing"))
        .containsExactly("2:10: undefined symbol 'nothing'");
  }
}
