package dev.understudy.vm.compiled;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where code lies, in lines of 64 bytes; a page of memory has 64 of them.
 *
 * @param pages the pages that hold some of it, in ascending order
 * @param lines for each of these pages, one bit for each line
 */
record CodeLines(int[] pages, long[] lines) {
  static final int PAGE_SHIFT = 12;
  private static final int LINE_SHIFT = 6;
  private static final int LAST_LINE = 63;

  static CodeLines of(Iterable<Block> blocks) {
    NavigableMap<Integer, Long> byPage = new TreeMap<>();
    for (Block block : blocks) {
      int last = (block.end() - 1) >>> PAGE_SHIFT;
      for (int page = block.start() >>> PAGE_SHIFT; page <= last; page++) {
        byPage.merge(page, linesOf(page, block.start(), block.end() - 1), (a, b) -> a | b);
      }
    }
    CodeLines made = new CodeLines(new int[byPage.size()], new long[byPage.size()]);
    int at = 0;
    for (Map.Entry<Integer, Long> entry : byPage.entrySet()) {
      made.pages[at] = entry.getKey();
      made.lines[at++] = entry.getValue();
    }
    return made;
  }

  /** Which lines of a page a range of bytes touches; some of it must lie there. */
  static long linesOf(int page, int first, int last) {
    int from = page == first >>> PAGE_SHIFT ? first >>> LINE_SHIFT & LAST_LINE : 0;
    int to = page == last >>> PAGE_SHIFT ? last >>> LINE_SHIFT & LAST_LINE : LAST_LINE;
    return -1L >>> (LAST_LINE - (to - from)) << from;
  }

  /** Which lines of a page hold some of it. */
  long on(int page) {
    for (int i = 0; i < pages.length; i++) {
      if (pages[i] == page) {
        return lines[i];
      }
    }
    return 0;
  }
}
