package dev.understudy.vm.asm;

import static dev.understudy.vm.asm.Sources.bytes;
import static dev.understudy.vm.asm.Sources.code;
import static dev.understudy.vm.asm.Sources.problems;
import static dev.understudy.vm.asm.Sources.quad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import org.junit.jupiter.api.Test;

final class MacrosTest {

  @Test
  void argumentsStandWhereTheParametersStood() {
    var image =
        code("  .macro swap a, b", "  xor \\a, \\b", "  xor \\b, \\a", "  .endm", "  swap r1, r2");

    assertThat(quad(image, 0x1000)).isEqualTo(new Instruction(Opcode.XOR, 1, 2, 0, 0).encode());
    assertThat(quad(image, 0x1008)).isEqualTo(new Instruction(Opcode.XOR, 2, 1, 0, 0).encode());
  }

  @Test
  void anArgumentOfSeveralWordsStaysTogether() {
    var image = code(" .macro thrice n", " .byte \\n * 3", " .endm", " thrice 1 + 2", " thrice -1");

    assertThat(bytes(image, 0x1000)).isEqualTo("09 fd");
  }

  @Test
  void argumentsMayBeMemoryTextsMnemonicsAndLabels() {
    var image =
        code(
            " .macro all op, memory, text, label",
            "\\label:",
            " \\op r1, \\memory",
            " .ascii \\text",
            " .endm",
            " all ld8, [r2 + 8], \"x, y\", here",
            " .align 8",
            " jmp here");

    assertThat(quad(image, 0x1000)).isEqualTo(new Instruction(Opcode.LD8, 1, 2, 0, 8).encode());
    assertThat(quad(image, 0x1010))
        .isEqualTo(new Instruction(Opcode.JMP, 0, 0, 0, 0x1000).encode());
  }

  @Test
  void localLabelsAreUniqueInEachUse() {
    var image =
        code(
            " .macro spin",
            ".again: jmp .again",
            " .endm",
            ".again: nop",
            " spin",
            " spin",
            " jmp .again");

    assertThat(quad(image, 0x1008)).isEqualTo(jump(0x1008));
    assertThat(quad(image, 0x1010)).isEqualTo(jump(0x1010));
    assertThat(quad(image, 0x1018)).isEqualTo(jump(0x1000));
    assertThat(image.symbols()).containsEntry("spin$1.again", 0x1008);
  }

  @Test
  void aLocalLabelAsArgumentIsTheUsersNotTheMacros() {
    var image =
        code(
            " .macro go where",
            ".out: jmp \\where",
            " .endm",
            " .macro twice where",
            ".out: go \\where",
            " .endm",
            " twice .out",
            ".out: halt");

    assertThat(quad(image, 0x1000)).isEqualTo(jump(0x1008));
  }

  @Test
  void macrosMayUseEachOtherAndDefineGlobalLabels() {
    var image =
        code(
            " .macro function name",
            "\\name: push r10",
            " .endm",
            " .macro leave",
            " pop r10",
            " ret",
            " .endm",
            " function f",
            ".x: leave",
            " call f",
            " jmp f.x");

    assertThat(image.symbols()).containsEntry("f", 0x1000).containsEntry("f.x", 0x1008);
  }

  @Test
  void mistakesInABodyTellWhereItIsUsed() {
    assertThat(
            problems(
                " .macro inner x",
                "  mov \\x, nothing",
                " .endm",
                " .macro outer",
                "  inner r1",
                " .endm",
                " outer"))
        .containsExactly(
            "2:11: undefined symbol 'nothing' (in macro 'inner' used at p.asm:5:3)"
                + " (in macro 'outer' used at p.asm:7:2)");
  }

  @Test
  void mistakesInAnArgumentPointAtTheUse() {
    assertThat(problems(" .macro m x", "  ld8 r1, \\x", " .endm", " m r2"))
        .containsExactly(
            "4:4: 'r2' as operand 2 of 'ld8': expected memory, as in [r1 + 8] (in macro 'm' used at"
                + " p.asm:4:2)");
  }

  @Test
  void aMacroThatUsesItselfIsReported() {
    assertThat(problems(" .macro m", " m", " .endm", " m"))
        .containsExactly("2:2: macro 'm' uses itself (in macro 'm' used at p.asm:4:2)");
    assertThat(problems(" .macro a", " b", " .endm", " .macro b", " a", " .endm", " a").get(0))
        .startsWith("5:2: macro 'a' uses itself (in macro 'b' used at p.asm:2:2)");
  }

  @Test
  void usesAreCheckedAgainstTheParameters() {
    assertThat(problems(" .macro m a, b", " .endm", " m 1", " m 1, 2, 3", " m 1,", " m , 2"))
        .containsExactly(
            "3:2: macro 'm' takes 2 arguments, found 1",
            "4:2: macro 'm' takes 2 arguments, found 3",
            "5:6: missing argument before the end of the line",
            "6:4: missing argument before ','");
  }

  @Test
  void bodiesAreCheckedAgainstTheParameters() {
    assertThat(problems(" .macro m count", " mov r1, \\cuont", " .endm", " m 1", " m 2"))
        .containsExactly(
            "2:10: macro 'm' has no parameter '\\cuont': expected \\count; did you mean"
                + " '\\count'?");
    assertThat(problems(" mov r1, \\x")).containsExactly("1:10: parameter '\\x' outside a macro");
  }

  @Test
  void definitionsMustBeWellFormed() {
    assertThat(
            problems(
                " .macro",
                " .endm",
                " .macro add a",
                " .endm",
                " .macro m a a",
                " .endm",
                " .macro n a, a",
                " .endm",
                " .macro o",
                " .endm",
                " .macro o",
                " .endm now",
                " .endm"))
        .containsExactly(
            "1:8: macro without a name: expected as in .macro name a, b",
            "3:9: 'add' is an instruction, not a name for a macro",
            "5:11: 'a' as a macro's parameter: expected a name, as in a, b",
            "7:14: two parameters 'a'",
            "11:9: macro 'o' is already defined at p.asm:9:9",
            "12:8: unexpected 'now': expected the end of the line",
            "13:2: '.endm' without '.macro'");
  }

  @Test
  void definitionsMustEndAndMayNotNest() {
    assertThat(problems(" .macro m", " .macro n", " .endm", " nop"))
        .containsExactly(
            "1:2: macro without an end: expected '.endm' in the same file",
            "2:2: macro inside a macro: expected '.endm' before it");
  }

  private static long jump(int target) {
    return new Instruction(Opcode.JMP, 0, 0, 0, target).encode();
  }
}
