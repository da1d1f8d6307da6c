package dev.understudy.hypervisor.log;

/**
 * One log entry: the next state the replica is to be moved into.
 *
 * <p>Entries of one log are ordered; several may bear the same count.
 */
public sealed interface Entry
    permits BootEntry,
        ClockRead,
        EntropyRead,
        TimerFired,
        KeyPressed,
        MouseMoved,
        FrameReceived,
        DiskCompleted,
        DiskRead,
        Output,
        OutputsReleased,
        ProgressMark,
        StateMark,
        WentLive,
        ControlApplied {

  /** Instructions the guest had retired before this entry applies. */
  long count();

  /** The machine's quick hash just before this entry applies, folded to 16 bits. */
  int check();

  EntryType type();

  /** The disk request of which it says that it is done; 0 for none. */
  default long completedRequest() {
    return 0;
  }

  /** One line for people: what it is, and each field. */
  default String describe() {
    return type().text() + type().format().show(this);
  }

  /** Folds a machine's quick hash to the 16 bits that an entry carries. */
  static int fold(long quickHash) {
    long half = quickHash ^ (quickHash >>> 32);
    return (int) ((half ^ (half >>> 16)) & 0xffff);
  }
}
