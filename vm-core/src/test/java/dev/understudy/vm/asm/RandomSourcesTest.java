package dev.understudy.vm.asm;

import static dev.understudy.vm.asm.Sources.includes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.understudy.vm.isa.Opcode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Texts nobody would write: each gives an image or diagnostics that make sense, and quickly.
 *
 * <p>{@code -Dunderstudy.texts=1000} tries as many of each sort.
 */
final class RandomSourcesTest {
  private static final int TEXTS = Integer.getInteger("understudy.texts", 300);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String VALID =
      """
              .include "lib.inc"
              .equ    COUNT, (limit - table) / 8
              .macro  print text, length
              mov     r1, \\text
              mov     r2, \\length * 2
      .loop:  jeq     r2, 0, .done
              ld1     r0, [r1 + 1]
              out     PUT, r0
              sub     r2, 1
              jmp     .loop
      .done:
              .endm
              .vector 0x80, handler
      start:  mov     sp, 64K
              mov     r3, 0x1234_5678_9abc_def0
              print   table, COUNT + 1
      .x:     jmp     .x
      handler: iret
              .data
              .align  16
      table:  .quad   1, 2, 'c', -start
      limit:  .asciz  "text\\n\\x00é"
              .space  100, 0xff
              .org    0x8000
              .byte   1
              .memory 1M
              .entry  start
      """;

  private static final String LIBRARY = ".equ PUT, 0x10\n";

  @Test
  void wordsInAnyOrder() {
    tryAll(RandomSourcesTest::wordSalad);
  }

  @Test
  void charactersInAnyOrder() {
    tryAll(RandomSourcesTest::characterSalad);
  }

  @Test
  void validProgramsWithDamage() {
    assertThat(assemble(VALID).report()).isEmpty();

    List<Boolean> assembled = tryAll(RandomSourcesTest::damaged);

    assertThat(assembled).as("some damage is harmless, some is not").contains(true, false);
  }

  private static List<Boolean> tryAll(Function<SourceDice, String> texts) {
    List<Boolean> assembled = new ArrayList<>();
    for (int seed = 0; seed < TEXTS; seed++) {
      String source = texts.apply(new SourceDice(seed));
      String name = "seed " + seed + ":\n" + source;
      Assembly assembly = assertTimeoutPreemptively(PATIENCE, () -> assemble(source), name);
      check(assembly, name);
      assembled.add(assembly.image().isPresent());
    }
    return assembled;
  }

  private static void check(Assembly assembly, String name) {
    assertThat(assembly.image().isPresent()).as(name).isEqualTo(assembly.problems() == 0);
    assertThat(assembly.diagnostics().size())
        .as(name)
        .isEqualTo((int) Math.min(assembly.problems(), Limits.DIAGNOSTICS_SHOWN));
    for (Diagnostic diagnostic : assembly.diagnostics()) {
      assertThat(diagnostic.message()).as(name).doesNotContain("\n", "\r", "\0").isNotBlank();
      assertThat(diagnostic.text().length()).as(name).isLessThan(400);
      assertThat(diagnostic.line()).as(name).isPositive();
      assertThat(diagnostic.column()).as(name).isPositive();
      String shown = diagnostic.sourceLine();
      boolean inside = diagnostic.column() <= shown.codePointCount(0, shown.length()) + 1;
      assertThat(shown.isEmpty() || inside).as(name + "\n" + diagnostic).isTrue();
      assertThat(diagnostic.render()).as(name).startsWith(diagnostic.toString());
    }
  }

  private static Assembly assemble(String source) {
    return Assembler.assemble("p.asm", source, includes("lib.inc", LIBRARY));
  }

  private static String wordSalad(SourceDice dice) {
    List<String> words = new ArrayList<>(Directive.names());
    for (Opcode opcode : Opcode.values()) {
      words.add(opcode.mnemonic());
    }
    words.addAll(
        List.of(
            "r1",
            "sp",
            "r16",
            "a",
            "b",
            ".x",
            "\\a",
            "m",
            "1",
            "0x10",
            "64K",
            "-1",
            "'c'",
            "\"t\"",
            "\"lib.inc\"",
            "+",
            "-",
            "*",
            "/",
            "%",
            "<<",
            ">>",
            "&",
            "|",
            "^",
            "~",
            "(",
            ")",
            "[",
            "]",
            ",",
            ",",
            ",",
            ":",
            ":",
            "=",
            ".",
            ";",
            "0x8000000000000000",
            "[r1 + 8]",
            "start:",
            "a:",
            ".x:",
            "\n",
            "\n",
            "\n",
            "\n",
            "\n",
            "\n"));
    StringBuilder source = new StringBuilder();
    for (int i = dice.below(120); i > 0; i--) {
      source.append(dice.pick(words)).append(dice.oneIn(6) ? "" : " ");
    }
    return source.toString();
  }

  private static String characterSalad(SourceDice dice) {
    String alphabet =
        "ar1 .,:;#\\\"'()[]+-*/%<>&|^~=_$@!0x9\t\n\r\0\u00e9\u0130\ud83d\ude00\ufeff\u2028x";
    StringBuilder source = new StringBuilder();
    for (int i = dice.below(200); i > 0; i--) {
      source.append(alphabet.charAt(dice.below(alphabet.length())));
    }
    return source.toString();
  }

  private static String damaged(SourceDice dice) {
    StringBuilder source = new StringBuilder(VALID);
    for (int i = 1 + dice.below(4); i > 0; i--) {
      damage(source, dice);
    }
    return source.toString();
  }

  private static void damage(StringBuilder source, SourceDice dice) {
    int at = dice.below(source.length());
    int other = dice.below(source.length());
    int end = Math.min(source.length(), at + dice.below(12));
    switch (dice.below(5)) {
      case 0 -> source.delete(at, end);
      case 1 -> source.insert(other, source.substring(at, end));
      case 2 -> source.setCharAt(at, source.charAt(other));
      case 3 -> source.insert(at, (char) dice.below(0x250));
      default -> source.insert(at, dice.pick(List.of("\n", " .org 0\n", "0", ".", "\"", "-", "(")));
    }
  }
}
