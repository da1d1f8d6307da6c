package dev.understudy.riscv.translation;

import dev.understudy.riscv.elf.Segment;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.List;

/** The pages that no segment of a program is on, given away from the lowest address up. */
final class FreeMemory {
  private static final int PAGE_BYTES = 4096;

  private final List<int[]> gaps = new ArrayList<>();
  private int end;

  /** Leaves page 0 to the vector table. */
  FreeMemory(List<Segment> segments) {
    int from = PAGE_BYTES;
    for (Segment segment : segments) {
      gaps.add(new int[] {from, segment.address() & -PAGE_BYTES});
      from = up(segment.end());
    }
    gaps.add(new int[] {from, Image.MAX_MEMORY});
    end = from;
  }

  /**
   * The address of so many bytes, which begin a page.
   *
   * @throws TranslationRefusedException if no gap is that large
   */
  int take(int bytes, String what) throws TranslationRefusedException {
    for (int[] gap : gaps) {
      if (gap[1] - gap[0] >= bytes) {
        int address = gap[0];
        gap[0] = up(address + bytes);
        end = Math.max(end, gap[0]);
        return address;
      }
    }
    throw new TranslationRefusedException(
        "there is no room below 256 MiB for " + bytes + " bytes of " + what);
  }

  /** Behind the last page in use. */
  int end() {
    return Math.max(end, Image.MIN_MEMORY);
  }

  private static int up(int address) {
    return (address + PAGE_BYTES - 1) & -PAGE_BYTES;
  }
}
