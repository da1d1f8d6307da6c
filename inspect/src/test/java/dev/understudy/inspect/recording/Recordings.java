package dev.understudy.inspect.recording;

import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryDecoder;

/** Recordings for tests of other packages. */
public final class Recordings {
  private Recordings() {}

  /** A shipped program alone, on a hypervisor with these rules. */
  public static Recording alone(String program, SeamRules rules) {
    try {
      return RecordingReader.read(RecordedPrograms.recordAlone(program, rules));
    } catch (RecordingRefusedException e) {
      throw new AssertionError(e);
    }
  }

  /** A shipped program under fault tolerance, without a fault. */
  public static Recording pair(String program) {
    try {
      return RecordingReader.read(RecordedPrograms.record(program, 7, true));
    } catch (RecordingRefusedException e) {
      throw new AssertionError(e);
    }
  }

  /** The n-th entry of a type, from 1, in the only log. */
  public static Entry entry(Recording recording, Class<? extends Entry> type, int number) {
    EntryDecoder decoder = new EntryDecoder();
    int seen = 0;
    for (Recording.Entry logged : recording.log(recording.logs().firstKey()).entries()) {
      Entry entry = decoder.decode(logged.encoded());
      seen += type.isInstance(entry) ? 1 : 0;
      if (seen == number) {
        return entry;
      }
    }
    throw new AssertionError("no " + number + ". " + type.getSimpleName());
  }
}
