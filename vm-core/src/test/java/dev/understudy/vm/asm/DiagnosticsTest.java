package dev.understudy.vm.asm;

import static dev.understudy.vm.asm.Sources.assemble;
import static dev.understudy.vm.asm.Sources.problem;
import static dev.understudy.vm.asm.Sources.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told, to the letter. */
final class DiagnosticsTest {

  @Test
  void aDiagnosticSaysWhereWhatAndWhatWouldBeRight() {
    Assembly assembly = assemble("start: mov r1, 2", "\tmvo r1, 3", "  ld8 r1, 5");

    assertThat(assembly.image()).isEmpty();
    assertThat(assembly.diagnostics())
        .containsExactly(
            new Diagnostic(
                "p.asm",
                2,
                2,
                "mvo",
                "unknown instruction 'mvo'",
                "",
                "mov",
                "\tmvo r1, 3",
                List.of()),
            new Diagnostic(
                "p.asm",
                3,
                11,
                "5",
                "'5' as operand 2 of 'ld8'",
                "memory, as in [r1 + 8]",
                "",
                "  ld8 r1, 5",
                List.of()));
    assertThat(assembly.report())
        .isEqualTo(
            """
            p.asm:2:2: unknown instruction 'mvo'; did you mean 'mov'?
                \tmvo r1, 3
                \t^^^
            p.asm:3:11: '5' as operand 2 of 'ld8': expected memory, as in [r1 + 8]
                  ld8 r1, 5
                          ^\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '=',
      value = {
        "ad r1, r2 = 1: unknown instruction 'ad'; did you mean 'add'?",
        "hlat = 1: unknown instruction 'hlat'; did you mean 'halt'?",
        "frobnicate r1 = 1: unknown instruction 'frobnicate'",
        "frobnicate = 1: unknown instruction 'frobnicate': expected 'frobnicate:' for a label",
        "frobnicate add r1, r2 = 1: unknown instruction 'frobnicate': expected 'frobnicate:' for a"
            + " label",
        "5 = 1: unexpected '5': expected a label, an instruction, a directive or a macro",
        "add r1 = 1: 'add' takes 2 operands, found 1: expected add rd, rs or add rd, imm32",
        "halt r1 = 1: 'halt' takes no operand, found 1: expected halt",
        "not r1, r2 = 1: 'not' takes 1 operand, found 2: expected not rd",
        "add r1, = 8: missing operand before the end of the line: expected a register (r0 to r15,"
            + " sp) or a number",
        "add 5, r1 = 5: '5' as operand 1 of 'add': expected a register (r0 to r15, sp)",
        "add r16, 1 = 5: 'r16' as operand 1 of 'add': expected a register (r0 to r15, sp)",
        "add r1, [r2] = 9: '[r2]' as operand 2 of 'add': expected a register (r0 to r15, sp) or a"
            + " number",
        "jmp [r2 + 4] = 5: '[r2 + 4]' as operand 1 of 'jmp': expected a label or a register (r0 to"
            + " r15, sp)",
        "out r1, r2 = 5: 'r1' as operand 1 of 'out': expected a port number",
        "jeq r1, r2, r3 = 13: 'r3' as operand 3 of 'jeq': expected a label",
        "ld8 r1, [8] = 10: '8' after '[': expected a register (r0 to r15, sp), as in [r1 + 8]",
        "ld8 r1, [] = 10: ']' after '[': expected a register (r0 to r15, sp), as in [r1 + 8]",
        "ld8 r1, [r2 = 12: the end of the line instead of ']': expected memory, as in [r1 + 8]",
        "ld8 r1, [r2] + 8 = 16: '8' instead of ']': expected memory, as in [r1 + 8]",
        "ld8 r1, [r2 8] = 13: '8' after the register: expected '+', '-' or ']'",
        "ld8 r1, [r2 + r3] = 15: register 'r3' is no value: expected a number, a character, a"
            + " symbol or '('",
        "add r1, 0x80000000 = 9: value 0x80000000 does not fit 'add': expected -0x80000000 to"
            + " 0x7fffffff",
        "jeq r1, 40000, start = 9: value 40000 does not fit 'jeq': expected -32768 to 32767",
        "jmp -8 = 5: value -8 does not fit 'jmp': expected 0 to 0xffffffff",
        "ld8 r1, [r2 + 1 << 31] = 13: value 0x80000000 does not fit 'ld8': expected -0x80000000 to"
            + " 0x7fffffff",
        "movhi r1, 1 << 32 = 11: value 0x100000000 does not fit 'movhi': expected -0x80000000 to"
            + " 0xffffffff",
        "mov r1, nowhere = 9: undefined symbol 'nowhere'",
        "jmp strat = 5: undefined symbol 'strat'; did you mean 'start'?",
        "jmp .lop; = 5: undefined symbol '.lop'",
        "@ = 1: unexpected character '@'",
        "mov r1, é = 9: unexpected character 'é'",
        "mov r1, = 8: missing operand before the end of the line: expected a register (r0 to r15,"
            + " sp) or a number",
      })
  void instructions(String line, String message) {
    assertThat(problem(line)).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '=',
      value = {
        ".bite 1 = 1: unknown directive '.bite'; did you mean '.byte'?",
        ".foobar 1 = 1: unknown directive '.foobar'",
        ".byte = 1: '.byte' with 0 arguments: expected .byte value, ...",
        ".byte 1,, 2 = 9: missing value before ',': expected a number, a character, a symbol or"
            + " '('",
        ".byte 256 = 7: value 256 does not fit '.byte': expected -128 to 255",
        ".byte -129 = 7: value -129 does not fit '.byte': expected -128 to 255",
        ".half 65536 = 7: value 65536 does not fit '.half': expected -32768 to 65535",
        ".word 1 << 32 = 7: value 0x100000000 does not fit '.word': expected -0x80000000 to"
            + " 0xffffffff",
        ".ascii 5 = 8: '5' as argument of '.ascii': expected a text in quotes",
        ".ascii \"a\" \"b\" = 8: '\"a\" \"b\"' as argument of '.ascii': expected a text in quotes",
        ".ascii \"abc = 8: unterminated string: expected a closing \"",
        ".ascii \"abc\\\" = 8: unterminated string: expected a closing \"",
        ".ascii \"a\\qb\" = 8: unknown escape '\\q': expected \\n"
            + " \\r"
            + " \\t \\0 \\\\ \\' \\\" or \\xHH",
        ".ascii \"\\x1\" = 8: unknown escape '\\x': expected \\n"
            + " \\r"
            + " \\t \\0 \\\\ \\' \\\" or \\xHH",
        ".byte 'ab' = 7: character literal 'ab': expected one character, as in 'a'",
        ".byte '' = 7: character literal '': expected one character, as in 'a'",
        ".byte 'a = 7: unterminated character literal: expected a closing '",
        ".space 99999999999 = 8: value 0x174876e7ff is out of range: expected 0 to 0x10000000",
        ".space -1 = 8: value -1 is out of range: expected 0 to 0x10000000",
        ".space 1, 300 = 11: value 300 does not fit '.space': expected -128 to 255",
        ".align 3 = 8: alignment 3: expected a power of two",
        ".align 0 = 8: value 0 is out of range: expected 1 to 0x10000000",
        ".org 1 << 40 = 6: value 0x10000000000 is out of range: expected 0 to 0x10000000",
        ".equ A = 1: '.equ' with 1 argument: expected .equ NAME, value",
        ".equ 5, 1 = 6: '5' as a name: expected .equ NAME, value",
        ".equ .a, 1 = 6: '.a' as a name: expected .equ NAME, value",
        ".equ r1, 1 = 6: 'r1' is a register, not a name to define",
        "sp: nop = 1: 'sp' is a register, not a name to define",
        ".vector 256, start = 9: value 256 is out of range: expected 0 to 248",
        ".vector 17, start = 9: no vector at address 0x11: expected a multiple of 8: of faults from"
            + " 0, of interrupt lines from 0x80",
        ".vector 0x30, start = 9: no vector at address 0x30: expected a multiple of 8: of faults"
            + " from 0, of interrupt lines from 0x80",
        ".entry 0x1004 = 8: entry at 4100: expected an address in memory, a multiple of 8",
        ".entry 1M = 8: entry at 0x100000: expected an address in memory, a multiple of 8",
        ".memory 5000 = 9: memory of 5000 bytes: expected 64K to 256M, a multiple of 4K",
        ".memory 60K = 9: memory of 61440 bytes: expected 64K to 256M, a multiple of 4K",
        ".memory 257M = 9: memory of 0x10100000 bytes: expected 64K to 256M, a multiple of 4K",
        ".include devices = 1: '.include' without a name: expected one name in quotes, as in"
            + " .include \"devices.inc\"",
        ".include \"gone.inc\" = 10: included source '\"gone.inc\"' not found",
        "start: nop = 1: 'start' is already defined at p.asm:1:1",
        ".text 5 = 1: '.text' with 1 argument: expected .text",
      })
  void directives(String line, String message) {
    assertThat(problem(line)).isEqualTo(message);
  }

  @Test
  void aSourceWithoutAStartIsReported() {
    assertThat(assemble("").report())
        .isEqualTo("p.asm:1:1: nowhere to start: expected a label 'start:' or '.entry LABEL'");
    assertThat(assemble("main: halt").diagnostics()).hasSize(1);
  }

  @Test
  void everyMistakeIsReportedInOnePassInTheOrderOfTheSource() {
    assertThat(
            problems(
                " jmp nowhere",
                " .bite 1",
                " .equ A, B",
                " .equ B, A",
                " mvo r1",
                " .byte 300, 301",
                " .ascii \"x"))
        .containsExactly(
            "1:6: undefined symbol 'nowhere'",
            "2:2: unknown directive '.bite'; did you mean '.byte'?",
            "4:10: the definition of 'A' leads back to itself",
            "5:2: unknown instruction 'mvo'; did you mean 'mov'?",
            "6:8: value 300 does not fit '.byte': expected -128 to 255",
            "6:13: value 301 does not fit '.byte': expected -128 to 255",
            "7:9: unterminated string: expected a closing \"");
  }

  @Test
  void anUndefinedSymbolIsReportedOnceWithTheNumberOfOtherOperandsThatUseIt() {
    assertThat(problems(" mov r1, COUNT", " mov r2, COUNT", " .quad COUNT + COUNT"))
        .containsExactly("1:10: undefined symbol 'COUNT' (2 more places)");
  }

  @Test
  void aMissingIncludeHidesWhatItProbablyDefines() {
    assertThat(problems(" .include \"gone\"", " print text", " mov r1, PUT", " .byte 300"))
        .containsExactly(
            "1:11: included source '\"gone\"' not found",
            "4:8: value 300 does not fit '.byte': expected -128 to 255");
  }

  @Test
  void aSuggestionForALocalLabelIsALocalLabel() {
    assertThat(problems(".loop: jmp .lop"))
        .containsExactly("1:12: undefined symbol '.lop'; did you mean '.loop'?");
  }

  @Test
  void anInstructionMustLieOnAMultipleOf8() {
    assertThat(problems(" .byte 1", " nop", " nop"))
        .containsExactly(
            "2:2: instruction at 0x1001: expected a multiple of 8; put '.align 8' before it");
  }

  @Test
  void whatOverlapsIsReportedOncePerOrg() {
    assertThat(
            problems(
                " nop", " nop", " .org 0x1004", " .quad 1", " .byte 2", " .org 0xffe", " .quad 1"))
        .containsExactly(
            "4:2: address 0x1004 is already taken by p.asm:1:9",
            "7:2: address 0x1000 is already taken by p.asm:1:9");
    assertThat(problems(" .org 128", " .quad 1", " .vector 128, start"))
        .containsExactly("3:2: address 0x80 is already taken by p.asm:2:2");
  }

  @Test
  void whatLiesBeyondTheMemoryIsReported() {
    assertThat(problems(" .org 0xfffff", " .byte 1", " .byte 2", " .byte 3"))
        .containsExactly(
            "3:2: reaches address 0x100001 in a memory of 0x100000: expected less, or a larger"
                + " '.memory'");
    assertThat(problems(" .memory 256M", " .org 256M - 8", " nop", " nop", " nop"))
        .containsExactly(
            "4:2: address 0x10000008 is beyond the largest memory: expected at most 0x10000000");
  }

  @Test
  void settingsMayBeGivenOnce() {
    assertThat(problems(" .memory 1M", " .memory 2M", " .entry start", " .entry start"))
        .containsExactly(
            "2:2: '.memory' is already given at p.asm:1:9",
            "4:2: '.entry' is already given at p.asm:3:2");
  }

  @Test
  void longAndInvisibleTextsAreShortened() {
    assertThat(problem(" jmp " + "a".repeat(100)))
        .isEqualTo("6: undefined symbol '" + "a".repeat(40) + "...'");
    assertThat(problem(" \u0007")).isEqualTo("2: unexpected character 'U+0007'");
    assertThat(problem(" \u202e")).isEqualTo("2: unexpected character 'U+202E'");
    assertThat(problem(" .ascii \"\ud800\"")).isEqualTo("9: half a character (U+D800)");
  }

  @Test
  void columnsCountCharactersNotCodeUnits() {
    assertThat(problems(" .ascii \"😀😀\", 5"))
        .containsExactly("1:15: '5' as argument of '.ascii': expected a text in quotes");
  }

  @Test
  void theFirstTwentyAreShownAndTheRestCounted() {
    Assembly assembly = assemble("start:\n" + " mvo\n".repeat(1234));

    assertThat(assembly.diagnostics()).hasSize(20);
    assertThat(assembly.problems()).isEqualTo(1234);
    assertThat(assembly.report()).endsWith("\nand 1214 more problems");
  }
}
