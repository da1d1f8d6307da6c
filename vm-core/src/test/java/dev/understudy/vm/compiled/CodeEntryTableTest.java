package dev.understudy.vm.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.random.Dice;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is taken out of the table is gone, and nothing else is. */
class CodeEntryTableTest {
  private static final int ADDRESSES = 200;

  private final CompiledRegion region = region();
  private final CodeEntryTable table = new CodeEntryTable();
  private final Map<Integer, CodeEntry> expected = new TreeMap<>();

  @Test
  void holdsWhatWasAddedAndNotRemoved() {
    Dice dice = new Dice(1);
    for (int i = 0; i < 20_000; i++) {
      CodeEntry entry = new CodeEntry(region, 8 * dice.below(ADDRESSES), i);
      CodeEntry known = expected.get(entry.address());
      if (dice.oneIn(2)) {
        table.add(entry);
        expected.putIfAbsent(entry.address(), entry);
      } else if (known != null && dice.oneIn(4)) {
        table.remove(entry); // Another one for this address: nothing happens.
      } else if (known != null) {
        table.remove(known);
        expected.remove(entry.address());
      }
      assertThat(table.get(entry.address())).isSameAs(expected.get(entry.address()));
      if (i % 100 == 0) {
        for (int address = 0; address < 8 * ADDRESSES; address += 8) {
          assertThat(table.get(address)).isSameAs(expected.get(address));
        }
      }
    }
  }

  private static CompiledRegion region() {
    byte[] memory = new byte[4096];
    new CodeBuilder(0).emit(Opcode.NOP).emit(Opcode.HALT).writeTo(memory);
    return RegionCompiler.compile(memory, 0, Intrinsics.STANDARD, null).orElseThrow();
  }
}
