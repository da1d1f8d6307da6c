package dev.understudy.hypervisor;

import dev.understudy.hypervisor.device.Devices;
import java.util.Optional;

/**
 * Finds out whether a guest polls.
 *
 * <p>Until something comes in, or the guest writes a port, no port has anything new to say. So a
 * row of many reads without either, so close together that hardly anything was computed from one to
 * the next, is a loop that waits. It is counted on the way that a read takes out of the machine
 * anyway; no other instruction is looked at, so that a guest that watches a word of its memory is
 * not found.
 *
 * <p>This is no state of the guest: nothing follows from it but a line of a report. A clone of a
 * guest begins to count anew.
 */
final class PollingMeter {
  /** What reads of the clock are counted under; no port has this number. */
  static final int CLOCK = -1;

  /** The most instructions from one read of a row to the next. */
  private static final long MOST_BETWEEN = 32;

  /** The fewest reads of a row: more than taking every key out of a full keyboard has. */
  private static final long FEWEST_READS = 200;

  /** Below so many instructions, a thousandth of a virtual second or so, it is not worth a word. */
  private static final long FEWEST_INSTRUCTIONS = 100_000;

  private long first;
  private long last;
  private long reads;
  private int port;

  private long pollingInstructions;
  private long pollingReads;
  private long longestReads;
  private int longestPort;

  PollingMeter() {}

  private PollingMeter(PollingMeter from) {
    first = from.first;
    last = from.last;
    reads = from.reads;
    port = from.port;
    pollingInstructions = from.pollingInstructions;
    pollingReads = from.pollingReads;
    longestReads = from.longestReads;
    longestPort = from.longestPort;
  }

  PollingMeter fork() {
    return new PollingMeter(this);
  }

  /**
   * The guest is at a read.
   *
   * @param number of the port, or {@link #CLOCK}
   * @param count instructions retired before it; the same again is the same read
   */
  void read(int number, long count) {
    if (reads > 0 && count == last) {
      return;
    }
    if (reads > 0 && count - last > MOST_BETWEEN) {
      endRow();
    }
    if (reads == 0) {
      first = count;
    }
    reads++;
    last = count;
    port = number;
  }

  /** Something came in or is put out: what is read from now on may be new. */
  void endRow() {
    if (reads >= FEWEST_READS) {
      pollingInstructions += last - first;
      pollingReads += reads;
      if (reads > longestReads) {
        longestReads = reads;
        longestPort = port;
      }
    }
    reads = 0;
  }

  /** Whether the guest polls, and how much; empty if it doesn't, or hardly does. */
  Optional<Polling> result() {
    PollingMeter whole = fork();
    whole.endRow();
    if (whole.pollingInstructions < FEWEST_INSTRUCTIONS) {
      return Optional.empty();
    }
    String asked = whole.longestPort == CLOCK ? "rdtsc" : Devices.portName(whole.longestPort);
    return Optional.of(new Polling(whole.pollingInstructions, whole.pollingReads, asked));
  }
}
