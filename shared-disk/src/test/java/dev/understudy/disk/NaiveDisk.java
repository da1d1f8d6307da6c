package dev.understudy.disk;

import dev.understudy.base.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The shared disk once more, written in a slow and obvious way: it remembers every answer it has
 * given, and stores which incarnations may write and which are fenced.
 */
final class NaiveDisk implements DiskRequest.Cases<DiskReply> {
  private record Pair(long primary, long backup) {}

  private record LastWrite(long incarnation, long sequence) {}

  private final int blockCount;
  private final Bytes[] blocks;
  private final @Nullable LastWrite[] lastWrites;
  private final Map<Long, TreeSet<Long>> applied = new TreeMap<>();
  private final Map<String, TestAndSetOutcome> told = new TreeMap<>();
  private final TreeSet<String> renewed = new TreeSet<>();
  private final List<Pair> pairs = new ArrayList<>();
  private final TreeSet<Long> known = new TreeSet<>();
  private final TreeSet<Long> fenced = new TreeSet<>();
  private boolean newestIsWon;
  private long acting;

  NaiveDisk(int blockCount, long primary, long backup) {
    this.blockCount = blockCount;
    this.blocks = new Bytes[blockCount];
    this.lastWrites = new @Nullable LastWrite[blockCount];
    for (int i = 0; i < blockCount; i++) {
      blocks[i] = DiskScript.block(0);
    }
    begin(primary, backup);
  }

  Bytes block(int block) {
    return blocks[block];
  }

  /** Whether any request of this incarnation could change a block now. */
  boolean mayWrite(long incarnation) {
    return incarnation == acting;
  }

  @Override
  public DiskReply read(DiskRequest.Read read) {
    DiskRefusal bar = bar(read.incarnation(), false);
    DiskRefusal refusal = bar != null ? bar : misshapen(read);
    if (refusal != null) {
      return new DiskReply.Refused(read.incarnation(), read.sequence(), refusal);
    }
    Bytes[] parts = new Bytes[(int) read.blockCount()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = blocks[(int) read.firstBlock() + i];
    }
    return new DiskReply.ReadDone(read.incarnation(), read.sequence(), Bytes.concat(parts));
  }

  @Override
  public DiskReply write(DiskRequest.Write write) {
    DiskRefusal bar = bar(write.incarnation(), true);
    DiskRefusal refusal = bar != null ? bar : misshapen(write);
    if (refusal != null) {
      return new DiskReply.Refused(write.incarnation(), write.sequence(), refusal);
    }
    TreeSet<Long> done = applied.computeIfAbsent(write.incarnation(), i -> new TreeSet<>());
    if (!done.isEmpty() && write.sequence() <= done.last() - 64) {
      return new DiskReply.Refused(write.incarnation(), write.sequence(), DiskRefusal.TOO_OLD);
    }
    if (!done.contains(write.sequence())) {
      if (isOvertaken(write)) {
        return new DiskReply.Refused(write.incarnation(), write.sequence(), DiskRefusal.OVERTAKEN);
      }
      done.add(write.sequence());
      for (int i = 0; i < write.data().length() / 512; i++) {
        blocks[(int) write.firstBlock() + i] = write.data().slice(i * 512, 512);
        lastWrites[(int) write.firstBlock() + i] =
            new LastWrite(write.incarnation(), write.sequence());
      }
    }
    return new DiskReply.WriteDone(write.incarnation(), write.sequence());
  }

  private boolean isOvertaken(DiskRequest.Write write) {
    for (int i = 0; i < write.data().length() / 512; i++) {
      LastWrite last = lastWrites[(int) write.firstBlock() + i];
      if (last != null
          && last.incarnation() == write.incarnation()
          && last.sequence() > write.sequence()) {
        return true;
      }
    }
    return false;
  }

  private @Nullable DiskRefusal bar(long incarnation, boolean writing) {
    if (!known.contains(incarnation)) {
      return DiskRefusal.FOREIGN;
    }
    if (fenced.contains(incarnation)) {
      return DiskRefusal.FENCED;
    }
    return writing && incarnation != acting ? DiskRefusal.STANDBY : null;
  }

  private @Nullable DiskRefusal misshapen(DiskRequest.Io io) {
    if (io.sequence() < 1) {
      return DiskRefusal.BAD_SEQUENCE;
    }
    long count;
    if (io instanceof DiskRequest.Write write) {
      count = write.data().length() / 512;
      if (count == 0 || write.data().length() % 512 != 0) {
        return DiskRefusal.BAD_LENGTH;
      }
    } else {
      count = ((DiskRequest.Read) io).blockCount();
      if (count < 1 || count > 8192) {
        return DiskRefusal.BAD_COUNT;
      }
    }
    for (long i = 0; i < count; i++) {
      if (io.firstBlock() + i < 0 || io.firstBlock() + i >= blockCount) {
        return DiskRefusal.OUT_OF_RANGE;
      }
    }
    return null;
  }

  @Override
  public DiskReply testAndSet(DiskRequest.TestAndSet request) {
    return new DiskReply.TestAndSetAnswered(
        request.incarnation(), request.generation(), outcomeOf(request));
  }

  private TestAndSetOutcome outcomeOf(DiskRequest.TestAndSet request) {
    if (request.generation() < 0 || request.generation() >= pairs.size()) {
      return TestAndSetOutcome.NO_SUCH_GENERATION;
    }
    Pair pair = pairs.get((int) request.generation());
    if (!pair.equals(new Pair(request.incarnation(), request.rival()))
        && !pair.equals(new Pair(request.rival(), request.incarnation()))) {
      return TestAndSetOutcome.FOREIGN;
    }
    String question = request.incarnation() + " asks for " + request.generation();
    TestAndSetOutcome before = told.get(question);
    if (before != null) {
      return before;
    }
    TestAndSetOutcome outcome = TestAndSetOutcome.SUPERSEDED;
    if (request.generation() == pairs.size() - 1) {
      outcome = newestIsWon ? TestAndSetOutcome.LOST : TestAndSetOutcome.WON;
    }
    if (outcome == TestAndSetOutcome.WON) {
      newestIsWon = true;
      acting = request.incarnation();
      fenced.add(request.rival());
    }
    told.put(question, outcome);
    return outcome;
  }

  @Override
  public DiskReply renew(DiskRequest.Renew request) {
    return new DiskReply.RenewAnswered(
        request.incarnation(), request.generation(), request.joiner(), outcomeOf(request));
  }

  private RenewOutcome outcomeOf(DiskRequest.Renew request) {
    if (request.generation() < 0 || request.generation() >= pairs.size()) {
      return RenewOutcome.NO_SUCH_GENERATION;
    }
    Pair pair = pairs.get((int) request.generation());
    if (request.incarnation() != pair.primary() && request.incarnation() != pair.backup()) {
      return RenewOutcome.FOREIGN;
    }
    if (renewed.contains(request.toString())) {
      return RenewOutcome.RENEWED;
    }
    if (request.generation() < pairs.size() - 1) {
      return RenewOutcome.SUPERSEDED;
    }
    if (request.incarnation() != acting) {
      return newestIsWon ? RenewOutcome.LOST : RenewOutcome.STANDBY;
    }
    if (request.joiner() < 1 || request.joiner() == acting || fenced.contains(request.joiner())) {
      return RenewOutcome.BAD_JOINER;
    }
    renewed.add(request.toString());
    begin(request.incarnation(), request.joiner());
    return RenewOutcome.RENEWED;
  }

  private void begin(long primary, long backup) {
    pairs.add(new Pair(primary, backup));
    newestIsWon = false;
    acting = primary;
    fenced.addAll(known);
    fenced.remove(primary);
    fenced.remove(backup);
    known.add(primary);
    known.add(backup);
  }
}
