package dev.understudy.hypervisor.log;

import org.jspecify.annotations.Nullable;

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

  Type type();

  /** The disk request of which it says that it is done; 0 for none. */
  default long completedRequest() {
    return 0;
  }

  /** Whether somebody at the desk did it, who tries again whatever gets lost. */
  default boolean isUserInput() {
    return false;
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

  /** How a replica gets to the point where an entry applies. */
  public enum Position {
    /**
     * Between two instructions: {@code count} have retired, and nothing of what follows has begun,
     * not even the delivery of an interrupt that is pending.
     */
    BETWEEN("between"),
    /** By the instruction that follows {@code count} others, or by the end it leads to. */
    BY_INSTRUCTION("by instruction");

    private final String text;

    Position(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * The table of entry types: decoding, dumps, the format page and the generator of the tests loop
   * over it. A new entry is a record with its {@code FORMAT}, a name in the list above, and a row
   * here.
   */
  enum Type {
    BOOT(1, "boot", Position.BETWEEN, BootEntry.FORMAT, "the first entry of a log"),
    CLOCK_READ(2, "clock-read", Position.BY_INSTRUCTION, ClockRead.FORMAT, "an rdtsc"),
    ENTROPY_READ(3, "entropy-read", Position.BY_INSTRUCTION, EntropyRead.FORMAT, "an rdrand"),
    TIMER_FIRED(
        4,
        "timer-fired",
        Position.BETWEEN,
        TimerFired.FORMAT,
        "the timer fired and raised its line"),
    KEY_PRESSED(
        5, "key-pressed", Position.BETWEEN, KeyPressed.FORMAT, "a key was queued, its line raised"),
    MOUSE_MOVED(
        6,
        "mouse-moved",
        Position.BETWEEN,
        MouseMoved.FORMAT,
        "a movement was queued, its line raised"),
    FRAME_RECEIVED(
        7,
        "frame-received",
        Position.BETWEEN,
        FrameReceived.FORMAT,
        "a frame was put into the guest's ring, the line raised"),
    DISK_COMPLETED(
        8,
        "disk-completed",
        Position.BETWEEN,
        DiskCompleted.FORMAT,
        "a disk request completed: data in memory, status, and the line raised"),
    DISK_READ(
        0,
        "disk-read",
        Position.BETWEEN,
        DiskRead.FORMAT,
        "a disk read succeeded, and each replica has to read for itself what it brought"),
    OUTPUT(
        9,
        "output",
        Position.BY_INSTRUCTION,
        Output.FORMAT,
        "an output was produced; it waits for this entry's ack"),
    OUTPUTS_RELEASED(
        10,
        "outputs-released",
        Position.BETWEEN,
        OutputsReleased.FORMAT,
        "outputs up to an index have left the host"),
    PROGRESS_MARK(
        11,
        "progress-mark",
        Position.BETWEEN,
        ProgressMark.FORMAT,
        "the guest came this far, nothing else happened"),
    STATE_MARK(
        12, "state-mark", Position.BETWEEN, StateMark.FORMAT, "the hash of guest and devices"),
    WENT_LIVE(13, "went-live", Position.BETWEEN, WentLive.FORMAT, "a replica went live here"),
    CONTROLLED(
        15,
        "controlled",
        Position.BETWEEN,
        ControlApplied.FORMAT,
        "an operator paused or resumed the guest, set its share or switched it off");

    /** Raised by hand whenever the bytes of any entry change their meaning. */
    public static final int FORMAT_VERSION = 2;

    /** Four bits tell the types apart; this one is a {@link ClockRead} in its short form. */
    static final int SHORT_CLOCK_TAG = 14;

    static final int TAG_BITS = 4;

    private static final @Nullable Type[] BY_TAG = new @Nullable Type[1 << TAG_BITS];

    static {
      for (Type type : values()) {
        BY_TAG[type.tag] = type;
      }
    }

    private final int tag;
    private final String text;
    private final Position position;
    private final EntryFormat<?> format;
    private final String doc;

    Type(int tag, String text, Position moment, EntryFormat<?> format, String doc) {
      this.tag = tag;
      this.text = text;
      this.position = moment;
      this.format = format;
      this.doc = doc;
    }

    /** The name that dumps and pages use. */
    public String text() {
      return text;
    }

    public Position position() {
      return position;
    }

    int tag() {
      return tag;
    }

    String doc() {
      return doc;
    }

    static @Nullable Type ofTag(int tag) {
      return BY_TAG[tag];
    }

    /** The format; that it fits the entry is what the table's test checks. */
    @SuppressWarnings("unchecked")
    <E extends Entry> EntryFormat<E> format() {
      return (EntryFormat<E>) format;
    }
  }
}
