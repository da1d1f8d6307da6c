package dev.understudy.hypervisor.log;

import org.jspecify.annotations.Nullable;

/**
 * The table of entry types: decoding, dumps, the format page and the generator of the tests loop
 * over it. A new type is a record with its {@code FORMAT}, and a row here.
 */
public enum EntryType {
  BOOT(1, "boot", EntryPosition.BETWEEN, BootEntry.FORMAT, "the first entry of a log"),
  CLOCK_READ(2, "clock-read", EntryPosition.BY_INSTRUCTION, ClockRead.FORMAT, "an rdtsc"),
  ENTROPY_READ(3, "entropy-read", EntryPosition.BY_INSTRUCTION, EntropyRead.FORMAT, "an rdrand"),
  TIMER_FIRED(
      4,
      "timer-fired",
      EntryPosition.BETWEEN,
      TimerFired.FORMAT,
      "the timer fired and raised its line"),
  KEY_PRESSED(
      5,
      "key-pressed",
      EntryPosition.BETWEEN,
      KeyPressed.FORMAT,
      "a key was queued, its line raised"),
  MOUSE_MOVED(
      6,
      "mouse-moved",
      EntryPosition.BETWEEN,
      MouseMoved.FORMAT,
      "a movement was queued, its line raised"),
  FRAME_RECEIVED(
      7,
      "frame-received",
      EntryPosition.BETWEEN,
      FrameReceived.FORMAT,
      "a frame was put into the guest's ring, the line raised"),
  DISK_COMPLETED(
      8,
      "disk-completed",
      EntryPosition.BETWEEN,
      DiskCompleted.FORMAT,
      "a disk request completed: data in memory, status, and the line raised"),
  DISK_READ(
      0,
      "disk-read",
      EntryPosition.BETWEEN,
      DiskRead.FORMAT,
      "a disk read succeeded, and each replica has to read for itself what it brought"),
  OUTPUT(
      9,
      "output",
      EntryPosition.BY_INSTRUCTION,
      Output.FORMAT,
      "an output was produced; it waits for this entry's ack"),
  OUTPUTS_RELEASED(
      10,
      "outputs-released",
      EntryPosition.BETWEEN,
      OutputsReleased.FORMAT,
      "outputs up to an index have left the host"),
  PROGRESS_MARK(
      11,
      "progress-mark",
      EntryPosition.BETWEEN,
      ProgressMark.FORMAT,
      "the guest came this far, nothing else happened"),
  STATE_MARK(
      12, "state-mark", EntryPosition.BETWEEN, StateMark.FORMAT, "the hash of guest and devices"),
  WENT_LIVE(13, "went-live", EntryPosition.BETWEEN, WentLive.FORMAT, "a replica went live here"),
  CONTROLLED(
      15,
      "controlled",
      EntryPosition.BETWEEN,
      ControlApplied.FORMAT,
      "an operator paused or resumed the guest, set its share or switched it off");

  /** Raised by hand whenever the bytes of any entry change their meaning. */
  public static final int FORMAT_VERSION = 2;

  /** How a replica gets to the point where an entry applies. */
  public enum EntryPosition {
    /**
     * Between two instructions: {@code count} have retired, and nothing of what follows has begun,
     * not even the delivery of an interrupt that is pending.
     */
    BETWEEN("between"),
    /** By the instruction that follows {@code count} others, or by the end it leads to. */
    BY_INSTRUCTION("by instruction");

    private final String text;

    EntryPosition(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** Four bits tell the types apart; this one is a {@link ClockRead} in its short form. */
  static final int SHORT_CLOCK_TAG = 14;

  static final int TAG_BITS = 4;

  private static final @Nullable EntryType[] BY_TAG = new @Nullable EntryType[1 << TAG_BITS];

  static {
    for (EntryType type : values()) {
      BY_TAG[type.tag] = type;
    }
  }

  private final int tag;
  private final String text;
  private final EntryPosition position;
  private final EntryFormat<?> format;
  private final String doc;

  EntryType(int tag, String text, EntryPosition moment, EntryFormat<?> format, String doc) {
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

  public EntryPosition position() {
    return position;
  }

  int tag() {
    return tag;
  }

  String doc() {
    return doc;
  }

  static @Nullable EntryType ofTag(int tag) {
    return BY_TAG[tag];
  }

  /** The format; that it fits the entry is what the table's test checks. */
  @SuppressWarnings("unchecked")
  <E extends Entry> EntryFormat<E> format() {
    return (EntryFormat<E>) format;
  }
}
