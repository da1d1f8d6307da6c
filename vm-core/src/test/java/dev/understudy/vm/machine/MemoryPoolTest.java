package dev.understudy.vm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.random.Dice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryPoolTest {
  private static final int SIZE = 1 << 20;

  @Test
  void theNearestIdleArrayIsLentAndHoldsExactlyWhatIsAskedFor() {
    MemoryPool pool = new MemoryPool();
    PageTable zeros = PageTable.of(new byte[0], SIZE);
    PageTable full = PageTable.of(filled(SIZE), SIZE);
    PageTable nearlyFull = PageTable.of(filled(SIZE - 4096), SIZE);
    FlatMemory first = pool.borrow(zeros);
    FlatMemory second = pool.borrow(full);
    pool.giveBack(first);
    pool.giveBack(second);

    FlatMemory third = pool.borrow(nearlyFull);

    assertThat(third).isSameAs(first);
    assertThat(nearlyFull.distance(full, 1_000)).isEqualTo(256);
    assertThat(third.bytes).isEqualTo(Arrays.copyOf(filled(SIZE - 4096), SIZE));
    assertThat(pool.borrow(full)).isSameAs(second);
  }

  @Test
  void arraysOfOtherSizesAreNotLent() {
    MemoryPool pool = new MemoryPool();
    pool.giveBack(pool.borrow(PageTable.of(new byte[0], SIZE)));

    assertThat(pool.borrow(PageTable.of(new byte[0], 2 * SIZE)).bytes).hasSize(2 * SIZE);
  }

  @Test
  void onlySoManyArraysStayIdle() {
    MemoryPool pool = new MemoryPool();
    PageTable zeros = PageTable.of(new byte[0], SIZE);
    List<FlatMemory> lent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lent.add(pool.borrow(zeros));
    }
    lent.forEach(pool::giveBack);

    int reused = 0;
    for (int i = 0; i < 20; i++) {
      reused += lent.contains(pool.borrow(zeros)) ? 1 : 0;
    }
    assertThat(reused).isEqualTo(8);
  }

  /** Freezing, changing and taking other contents in random order, beside a plain copy. */
  @Test
  void flatAndTableFormsAgreeWhateverIsDoneToThem() {
    for (long seed = 0; seed < 20; seed++) {
      Dice dice = new Dice(seed);
      int size = 64 << 10;
      List<PageTable> tables = new ArrayList<>();
      List<byte[]> copies = new ArrayList<>();
      tables.add(PageTable.of(new byte[0], size));
      copies.add(new byte[size]);
      FlatMemory flat = new FlatMemory(tables.get(0));
      byte[] now = new byte[size];
      for (int step = 0; step < 80; step++) {
        if (dice.oneIn(3)) {
          int which = dice.below(tables.size());
          flat.become(tables.get(which), CodeWatch.NONE);
          now = copies.get(which).clone();
        } else {
          int at = dice.below(size);
          byte value = (byte) (dice.oneIn(3) ? 0 : dice.next());
          flat.bytes[at] = value;
          flat.marks[at >>> Page.SHIFT] |= Core.DIRTY;
          now[at] = value;
        }
        assertThat(Arrays.equals(flat.bytes, now)).as("seed %s", seed).isTrue();
        if (dice.oneIn(2)) {
          tables.add(flat.freeze());
          copies.add(now.clone());
        }
      }
      for (int i = 0; i < tables.size(); i++) {
        PageTable rebuilt = PageTable.of(copies.get(i), size);
        assertThat(tables.get(i).hash()).as("seed %s", seed).isEqualTo(rebuilt.hash());
        assertThat(contents(tables.get(i))).isEqualTo(copies.get(i));
      }
    }
  }

  @Test
  void pagesOfZerosAreOneAndTheSame() {
    FlatMemory flat = new FlatMemory(PageTable.of(filled(8192), SIZE));
    Arrays.fill(flat.bytes, 0, 8192, (byte) 0);
    flat.marks[0] |= Core.DIRTY;
    flat.marks[1] |= Core.DIRTY;

    PageTable frozen = flat.freeze();

    assertThat(frozen.page(0)).isSameAs(Page.ZERO);
    assertThat(frozen.page(255)).isSameAs(Page.ZERO);
    assertThat(frozen.hash()).isEqualTo(PageTable.of(new byte[0], SIZE).hash());
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + (i >>> 12) + 1);
    }
    return bytes;
  }

  private static byte[] contents(PageTable table) {
    byte[] all = new byte[table.size()];
    for (int page = 0; page < table.pages(); page++) {
      table.page(page).copyTo(all, page << Page.SHIFT);
    }
    return all;
  }
}
