package dev.understudy.hypervisor.log;

/** Random numbers that stay the same for ever, and that can be forked. */
public final class EntryDice {

  private long state;

  public EntryDice(long seed) {
    state = seed * 0x9e3779b97f4a7c15L + 0x2545f4914f6cdd1dL;
  }

  public long nextLong() {
    state += 0x9e3779b97f4a7c15L;
    long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** 0 to {@code bound} - 1. */
  public long below(long bound) {
    return Long.remainderUnsigned(nextLong(), bound);
  }

  public int below(int bound) {
    return (int) below((long) bound);
  }

  public boolean oneIn(int chances) {
    return below(chances) == 0;
  }

  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) nextLong();
    }
    return bytes;
  }

  public EntryDice fork() {
    EntryDice fork = new EntryDice(0);
    fork.state = state;
    return fork;
  }
}
