package dev.understudy.vm.asm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People who come from another assembler get what does the same here. */
class ForeignWordTest {

  @ParameterizedTest
  @CsvSource({
    ".asciiz, .asciz",
    ".dword, .quad",
    ".zero, .space",
    "li, mov",
    "la, mov",
    "lw, ld4",
    "sw, st4",
    "beqz, jeq",
    "inc, add",
    "cmp, no flags"
  })
  void aWordOfAnotherAssemblerGetsTheOneThatDoesTheSame(String theirs, String ours) {
    Diagnostic first = diagnostic(theirs + " r1, 1");

    assertThat(first.expected()).contains(ours);
    assertThat(first.suggestion()).isEmpty();
  }

  @Test
  void whatIsMisspeltStillGetsTheNearest() {
    assertThat(diagnostic("mvo r1, 1").suggestion()).isEqualTo("mov");
  }

  @Test
  void anIncludeThatCannotBeReadHasAPlace() {
    Includes locked =
        name -> {
          throw new Includes.UnreadableException("permission denied");
        };

    Diagnostic first =
        Assembler.assemble("a.asm", "start: halt\n  .include \"b.inc\"\n", locked)
            .diagnostics()
            .get(0);

    assertThat(first.toString())
        .startsWith("a.asm:2:12: included source '\"b.inc\"' can't be read: permission denied");
  }

  private static Diagnostic diagnostic(String line) {
    return Assembler.assemble("a.asm", "start:\n  " + line + "\n", Includes.none())
        .diagnostics()
        .get(0);
  }
}
