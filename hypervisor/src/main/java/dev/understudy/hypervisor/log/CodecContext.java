package dev.understudy.hypervisor.log;

import java.util.function.LongConsumer;

/**
 * What encoder and decoder of one log both know from the entries so far, so that an entry holds
 * only what could not be foreseen.
 */
final class CodecContext {

  /** How many numbers {@link #numbers} gives. */
  static final int NUMBERS = 9;

  static final long FIRST_RATE_FS = 10_000_000;
  private static final long LEAST_RATE_FS = 1_000;
  private static final long GREATEST_RATE_FS = 1_000_000_000_000L;
  private static final long FS_PER_NS = 1_000_000;

  /** Clock steps beyond these teach nothing about the speed: the guest waited, or bytes lie. */
  private static final long LONGEST_STEP_NS = 1L << 40;

  private static final long LONGEST_STEP_COUNT = 1L << 40;

  long entries;
  long count;
  long clockNs;
  long clockCount;
  long rateFs = FIRST_RATE_FS;
  long readCount;
  long readGap = -1;
  long requestId;
  long outputIndex;

  long[] numbers() {
    return new long[] {
      entries, count, clockNs, clockCount, rateFs, readCount, readGap, requestId, outputIndex
    };
  }

  static CodecContext of(long[] numbers) {
    if (numbers.length != NUMBERS) {
      throw new IllegalArgumentException(
          "a position is " + NUMBERS + " numbers, not " + numbers.length);
    }
    CodecContext context = new CodecContext();
    context.entries = numbers[0];
    context.count = numbers[1];
    context.clockNs = numbers[2];
    context.clockCount = numbers[3];
    context.rateFs = numbers[4];
    context.readCount = numbers[5];
    context.readGap = numbers[6];
    context.requestId = numbers[7];
    context.outputIndex = numbers[8];
    return context;
  }

  void set(CodecContext other) {
    entries = other.entries;
    count = other.count;
    clockNs = other.clockNs;
    clockCount = other.clockCount;
    rateFs = other.rateFs;
    readCount = other.readCount;
    readGap = other.readGap;
    requestId = other.requestId;
    outputIndex = other.outputIndex;
  }

  /** The guest clock that the last value and the speed so far suggest for this count. */
  long foreseenClockNs(long atCount) {
    return clockNs + (atCount - clockCount) * rateFs / FS_PER_NS;
  }

  void clockSeen(long atCount, long valueNs) {
    long instructions = atCount - clockCount;
    long ns = valueNs - clockNs;
    if (instructions > 0
        && instructions <= LONGEST_STEP_COUNT
        && ns >= 0
        && ns <= LONGEST_STEP_NS) {
      long observedFs = ns * FS_PER_NS / instructions;
      long boundedFs = Math.max(rateFs / 2, Math.min(rateFs * 2, observedFs));
      long learnedFs = rateFs + (boundedFs - rateFs) / 8;
      rateFs = Math.max(LEAST_RATE_FS, Math.min(GREATEST_RATE_FS, learnedFs));
    }
    clockNs = valueNs;
    clockCount = atCount;
  }

  void readSeen(long atCount) {
    readGap = atCount - readCount;
    readCount = atCount;
  }

  /** Shows all of it, always in the same order. */
  void visit(LongConsumer visitor) {
    visitor.accept(entries);
    visitor.accept(count);
    visitor.accept(clockNs);
    visitor.accept(clockCount);
    visitor.accept(rateFs);
    visitor.accept(readCount);
    visitor.accept(readGap);
    visitor.accept(requestId);
    visitor.accept(outputIndex);
  }
}
