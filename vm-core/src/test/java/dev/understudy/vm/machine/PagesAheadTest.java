package dev.understudy.vm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.random.Dice;
import org.junit.jupiter.api.Test;

/** A memory is hashed without being copied, and the hash is that of the copy. */
class PagesAheadTest {
  private static final int PAGES = 200;

  @Test
  void theHashIsThatOfTheFrozenTable() {
    for (long seed = 1; seed <= 50; seed++) {
      Dice dice = new Dice(seed);
      FlatMemory flat = new FlatMemory(PageTable.of(new byte[0], PAGES * Page.BYTES));
      PageTable first = flat.freeze();
      for (int step = 0; step < 60; step++) {
        change(flat, dice);
        if (dice.below(3) == 0) {
          assertThat(flat.hash()).as("seed %s step %s", seed, step).isEqualTo(rebuilt(flat));
        }
        if (dice.below(10) == 0) {
          assertThat(flat.freeze().hash())
              .as("seed %s step %s", seed, step)
              .isEqualTo(rebuilt(flat));
        }
        if (dice.below(20) == 0) {
          flat.become(first, CodeWatch.NONE);
          assertThat(rebuilt(flat)).as("seed %s step %s", seed, step).isEqualTo(first.hash());
          assertThat(flat.hash()).as("seed %s step %s", seed, step).isEqualTo(first.hash());
        }
      }
    }
  }

  @Test
  void hashingLeavesTheTableWhereItWas() {
    FlatMemory flat = new FlatMemory(PageTable.of(new byte[0], PAGES * Page.BYTES));
    PageTable before = flat.holds();
    flat.bytes[5000] = 1;
    flat.marks[1] = Core.DIRTY;
    flat.hash();
    assertThat(flat.holds()).isSameAs(before);
    assertThat(flat.marks[1]).isZero();
    assertThat(flat.freeze().distance(before, 10)).isEqualTo(1);
  }

  private static void change(FlatMemory flat, Dice dice) {
    int at = dice.below(flat.bytes.length);
    flat.bytes[at] = (byte) dice.below(3);
    flat.marks[at >>> Page.SHIFT] |= Core.DIRTY;
  }

  private static StateHash rebuilt(FlatMemory flat) {
    return PageTable.of(flat.bytes, flat.bytes.length).hash();
  }
}
