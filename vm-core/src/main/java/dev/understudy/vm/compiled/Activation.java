package dev.understudy.vm.compiled;

import dev.understudy.vm.machine.Core;

/** What compiled code is given for one run, and how it says where it stopped. */
final class Activation {
  /** Left at the address that was returned, with {@link #left} of the budget. */
  static final int EXIT = 0;

  /** The instruction with index {@link #at} can't be executed; its block was paid for. */
  static final int FAULT = 1;

  /** The instruction with index {@link #at} was executed and stored into code. */
  static final int STORED_INTO_CODE = 2;

  /** No page: no address has this page number. */
  static final int NO_PAGE = Integer.MAX_VALUE;

  /** In place of a page: compiled code is to be left. */
  static final int LEAVE = -1;

  private static final int PAGE_SHIFT = 12;

  final Core core;
  final CodeTable code;
  final long[] registers;
  final byte[] memory;
  int exit;
  int left;
  int at;

  /** Turns of counted loops that were executed without a look at budget and barrier. */
  long turns;

  Activation(Core core, CodeTable code) {
    this.core = core;
    this.code = code;
    this.registers = core.registers();
    this.memory = core.memory();
  }

  /**
   * The barrier behind each store.
   *
   * @param page the last page found to be marked and free of code
   * @return that page from now on, {@link #NO_PAGE} or {@link #LEAVE}
   */
  static int stored(int address, int length, int page, Activation activation) {
    return (address >>> PAGE_SHIFT) == page && ((address + length - 1) >>> PAGE_SHIFT) == page
        ? page
        : activation.mark(address, length);
  }

  private int mark(int address, int length) {
    core.stored(address, length);
    if (code.wasHit()) {
      return LEAVE;
    }
    int page = address >>> PAGE_SHIFT;
    boolean plain =
        page == (address + length - 1) >>> PAGE_SHIFT && core.marks()[page] == Core.DIRTY;
    return plain ? page : NO_PAGE;
  }
}
