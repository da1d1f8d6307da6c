package dev.understudy.vm.asm;

import static dev.understudy.vm.asm.Sources.assemble;
import static dev.understudy.vm.asm.Sources.includes;
import static dev.understudy.vm.asm.Sources.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.understudy.vm.machine.Image;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Sources made to hurt: each ends quickly, with an image or with diagnostics. */
final class HostileSourcesTest {
  /** Far above what any of these takes; without bounds each would take years or all memory. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Assembly inTime(Supplier<Assembly> assembly) {
    return assertTimeoutPreemptively(PATIENCE, assembly::get);
  }

  private static String first(Supplier<Assembly> assembly) {
    return inTime(assembly).diagnostics().get(0).toString();
  }

  @Test
  void macrosThatDoubleStopAtTheBoundOnLines() {
    List<String> lines = new ArrayList<>(List.of("start:", ".macro m0", " nop", ".endm"));
    for (int i = 1; i < 60; i++) {
      lines.addAll(List.of(".macro m" + i, " m" + (i - 1), " m" + (i - 1), ".endm"));
    }
    lines.add(" m59");

    assertThat(first(() -> assemble(lines.toArray(String[]::new))))
        .contains("program expands to more than 250000 lines");
  }

  @Test
  void argumentsThatDoubleStopAtTheBoundOnWords() {
    List<String> lines = new ArrayList<>(List.of("start:", ".macro m0 x", " .byte \\x", ".endm"));
    for (int i = 1; i < 60; i++) {
      lines.addAll(List.of(".macro m" + i + " x", " m" + (i - 1) + " \\x + \\x", ".endm"));
    }
    lines.add(" m59 1");

    assertThat(first(() -> assemble(lines.toArray(String[]::new))))
        .contains("program expands to more than ");
  }

  @Test
  void includesThatDoubleStopAtTheBoundOnLines() {
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      String twentyTimes = (".include \"f" + (i + 1) + "\"\n").repeat(20);
      sources.addAll(List.of("f" + i, i == 14 ? " nop\n" : twentyTimes));
    }
    Includes includes = includes(sources.toArray(String[]::new));

    assertThat(first(() -> Assembler.assemble("p.asm", ".include \"f0\"\nstart:", includes)))
        .contains("program expands to more than ");
  }

  @Test
  void sourcesThatIncludeEachOtherAreReported() {
    Includes includes = includes("a", ".include \"b\"\n", "b", " nop\n.include \"a\"\n");

    assertThat(first(() -> Assembler.assemble("a", ".include \"b\"\nstart:", includes)))
        .isEqualTo("b:2:10: source '\"a\"' includes itself");
  }

  @Test
  void includesGoSixteenDeep() {
    Includes endless = name -> Optional.of(".include \"" + name + "x\"\n");

    assertThat(first(() -> Assembler.assemble("p.asm", ".include \"x\"\nstart:", endless)))
        .isEqualTo("x".repeat(15) + ":1:10: includes nested deeper than 16");
  }

  @Test
  void aMacroAndAnIncludeThatUseEachOtherEnd() {
    Includes includes = includes("a", " m\n");
    Assembly assembly =
        inTime(
            () ->
                Assembler.assemble(
                    "p.asm", ".macro m\n.include \"a\"\n.endm\nstart: m\n", includes));

    assertThat(assembly.report()).contains("p.asm:2:10: source '\"a\"' includes itself");
  }

  @Test
  void aChainOfMacrosGoesSixtyFourDeep() {
    List<String> lines = new ArrayList<>(List.of("start:"));
    for (int i = 0; i < 2000; i++) {
      lines.addAll(List.of(".macro m" + i, " m" + (i + 1), ".endm"));
    }
    lines.add(" m0");

    assertThat(first(() -> assemble(lines.toArray(String[]::new))))
        .isEqualTo(
            "p.asm:192:2: macros nested deeper than 64 (in macro 'm63' used at p.asm:189:2)"
                + " (in macro 'm62' used at p.asm:186:2) (in macro 'm61' used at p.asm:183:2)"
                + " (and 61 uses around it)");
  }

  @Test
  void deepExpressionsNeedNoDeepStack() {
    String open = "(".repeat(200_000);

    assertThat(problems(" .quad " + open + "1" + ")".repeat(200_000)))
        .containsExactly("1:108: expression nested deeper than 100");
    assertThat(problems(" .quad " + "-".repeat(200_000) + "1"))
        .containsExactly("1:108: expression nested deeper than 100");
    assertThat(problems(" .quad " + "(".repeat(99) + "1" + ")".repeat(99))).isEmpty();
    assertThat(problems(" .quad 1" + " + 1".repeat(200_000))).isEmpty();
  }

  @Test
  void constantsThatDoubleAreComputedOnce() {
    List<String> lines = new ArrayList<>(List.of("start: .quad A90, later"));
    for (int i = 90; i > 0; i--) {
      lines.add(" .equ A" + i + ", A" + (i - 1) + " + A" + (i - 1));
      lines.add(" mov r1, A" + i);
    }
    lines.add("later: .equ A0, later - start");

    assertThat(inTime(() -> assemble(lines.toArray(String[]::new))).problems()).isPositive();
    assertThat(inTime(() -> assemble(lines.toArray(String[]::new))).report())
        .doesNotContain("undefined");
  }

  @Test
  void aLongChainOfConstantsIsReportedNotFollowed() {
    List<String> lines = new ArrayList<>(List.of("start: .quad A0"));
    for (int i = 0; i < 20_000; i++) {
      lines.add(" .equ A" + i + ", A" + (i + 1));
    }
    lines.add(" .equ A20000, 1");

    assertThat(first(() -> assemble(lines.toArray(String[]::new))))
        .endsWith("expression nested deeper than 100");
  }

  @Test
  void hugeRoomIsRefusedBeforeItIsTaken() {
    assertThat(problems(" .space 99999999999")).hasSize(1);
    assertThat(problems(" .space 0x7fffffffffffffff")).hasSize(1);
    assertThat(problems(" .space 256M", " .space 256M", " .space 256M")).hasSize(1);
    assertThat(problems(" .org 256M", " .align 256M", " .align 8", "end: nop")).hasSize(1);
  }

  @Test
  void theLargestMemoryCanBeFilledToItsEnd() {
    Assembly assembly =
        inTime(() -> assemble("start: nop", " .memory 256M", " .org 256M - 8", " .space 8"));

    assertThat(assembly.orThrow().memorySize()).isEqualTo(Image.MAX_MEMORY);
    assertThat(assembly.orThrow().length()).isEqualTo(0x1001);
  }

  @Test
  void overlongSourcesAreRefused() {
    String endless = " ".repeat(17 << 20);

    assertThat(first(() -> assemble(endless)))
        .isEqualTo("p.asm:1:1: sources have more than 16777216 characters");
  }

  @Test
  void thousandsOfOverlapsAndUndefinedNamesAreCounted() {
    StringBuilder source = new StringBuilder("start:\n");
    for (int i = 0; i < 5_000; i++) {
      source.append(" .org 0x1000\n .byte u").append(i).append("\n");
    }

    assertThat(inTime(() -> assemble(source.toString())).problems()).isEqualTo(9_999);
  }

  @Test
  void misspeltNamesAmongThousandsAreGuessedForTheFirstFewOnly() {
    StringBuilder source = new StringBuilder("start:\n");
    for (int i = 0; i < 10_000; i++) {
      source.append(" .byte a_name_that_is_rather_long_x").append(i).append("\n");
      source.append("a_name_that_is_rather_long_y").append(i).append(":\n");
    }

    assertThat(inTime(() -> assemble(source.toString())).diagnostics().get(0).toString())
        .endsWith("; did you mean 'a_name_that_is_rather_long_y0'?");
  }

  @Test
  void oneLineWithManyMistakesIsReadOnce() {
    String values = "1 + 299, ".repeat(50_000);

    assertThat(inTime(() -> assemble("start: .byte " + values + "0")).problems()).isEqualTo(50_000);
  }

  @Test
  void longDefinitionsThatAreAskedAtEveryLineAreGivenUp() {
    StringBuilder source = new StringBuilder("start:\n");
    source.append(" .equ A, 1").append(" + 1".repeat(10_000)).append(" + later\n");
    for (int i = 0; i < 20_000; i++) {
      source.append(" mov r1, A\n");
    }

    assertThat(inTime(() -> assemble(source + "later:\n")).report())
        .contains("definitions are too long to follow");
  }
}
