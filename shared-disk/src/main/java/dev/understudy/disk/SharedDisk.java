package dev.understudy.disk;

import dev.understudy.base.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Blocks, and one test-and-set variable a generation, as one state machine. Each request is one
 * atomic step: winning a generation and fencing the rival is the same assignment, so no write can
 * fall between them.
 *
 * <p>{@code docs/understand/SHARED_DISK.md} lists the reply to every request in every state.
 */
public final class SharedDisk {
  /** Bytes in a block. */
  public static final int BLOCK_BYTES = 512;

  /** The most blocks that one request may read or write: 4 MiB. */
  public static final int MAX_BLOCKS_PER_REQUEST = 8192;

  /**
   * How many sequence numbers back the disk knows which writes it applied. A caller must not use
   * number s while number s − {@code WRITE_WINDOW} is unanswered.
   */
  public static final int WRITE_WINDOW = Long.SIZE;

  /** Stands for no incarnation. */
  public static final long NOBODY = 0;

  private static final Bytes ZERO_BLOCK = Bytes.zeros(BLOCK_BYTES);
  private static final ContentDigest ZERO_BLOCK_DIGEST = ContentDigest.of(ZERO_BLOCK);

  /**
   * What is remembered of an incarnation that may still write.
   *
   * @param lastWrites sum over the blocks that it wrote last, of (block, sequence)
   */
  private record Writer(SequenceWindow applied, ContentDigest lastWrites) {
    static final Writer NEW = new Writer(SequenceWindow.NEW, ContentDigest.ZERO);
  }

  private final long blockCount;
  private final DiskRules rules;
  private final Generations generations;
  private final TreeMap<Long, Writer> writers;
  private BlockTree blocks;
  private ContentDigest contents;
  private @Nullable DiskHistory history;

  private final DiskRequest.Cases<DiskReply> dispatch =
      new DiskRequest.Cases<>() {
        @Override
        public DiskReply read(DiskRequest.Read request) {
          return applyRead(request);
        }

        @Override
        public DiskReply write(DiskRequest.Write request) {
          return applyWrite(request);
        }

        @Override
        public DiskReply testAndSet(DiskRequest.TestAndSet request) {
          return applyTestAndSet(request);
        }

        @Override
        public DiskReply renew(DiskRequest.Renew request) {
          return applyRenew(request);
        }
      };

  private SharedDisk(long blockCount, DiskRules rules, Generation first) {
    this.blockCount = blockCount;
    this.rules = rules;
    this.generations = new Generations(rules, first);
    this.writers = new TreeMap<>();
    this.blocks = BlockTree.empty(blockCount);
    this.contents = ContentDigest.ZERO;
  }

  private SharedDisk(SharedDisk original) {
    this.blockCount = original.blockCount;
    this.rules = original.rules;
    this.generations = original.generations.fork();
    this.writers = new TreeMap<>(original.writers);
    this.blocks = original.blocks;
    this.contents = original.contents;
    this.history = original.history;
  }

  /**
   * A disk of {@code blockCount} zero blocks, and generation 0, unset, for {@code primary} and
   * {@code backup}; {@code backup} may be {@link #NOBODY}.
   */
  public static SharedDisk create(long blockCount, long primary, long backup) {
    return create(blockCount, primary, backup, DiskRules.STANDARD);
  }

  /**
   * A disk of {@code blockCount} zero blocks with the given rules; see {@link #create(long, long,
   * long)}.
   */
  public static SharedDisk create(long blockCount, long primary, long backup, DiskRules rules) {
    if (blockCount < 1) {
      throw new IllegalArgumentException("a disk of " + blockCount + " blocks");
    }
    return new SharedDisk(blockCount, rules, pair(primary, backup));
  }

  /**
   * Generations and no blocks: a third party that both of a pair can reach, for pairs that share no
   * disk (§4.1). Whatever I/O it is asked for is refused.
   */
  public static SharedDisk arbiter(long primary, long backup, DiskRules rules) {
    return new SharedDisk(0, rules, pair(primary, backup));
  }

  private static Generation pair(long primary, long backup) {
    if (primary <= NOBODY || backup < NOBODY || primary == backup) {
      throw new IllegalArgumentException("not a pair: " + primary + ", " + backup);
    }
    return Generation.unset(0, primary, backup);
  }

  /** Another disk in the same state. Shares all blocks and the history; costs neither. */
  public SharedDisk fork() {
    return new SharedDisk(this);
  }

  /** Fills blocks before any host uses the disk; this belongs to no incarnation and no history. */
  public void load(long firstBlock, Bytes data) {
    DiskRefusal refusal = judgeExtent(firstBlock, data);
    if (refusal != null) {
      throw new IllegalArgumentException(refusal + ": " + data + " at block " + firstBlock);
    }
    store(NOBODY, 0, firstBlock, data);
  }

  /** Applies one request and answers it. Never throws for what a request says. */
  public DiskReply apply(DiskRequest request) {
    return request.match(dispatch);
  }

  // ---- what oracles and reports may look at

  /** How many blocks it has. */
  public long blockCount() {
    return blockCount;
  }

  /** What a block holds. */
  public Bytes block(long block) {
    if (block < 0 || block >= blockCount) {
      throw new IndexOutOfBoundsException("block " + block + " of " + blockCount);
    }
    BlockTree.Cell cell = blocks.get(block);
    return cell == null ? ZERO_BLOCK : cell.data();
  }

  /**
   * The blocks that were written since this disk was in the state of {@code earlier}, in order. The
   * cost grows with what has changed, not with the size of the disk.
   *
   * @param earlier a fork of this disk as it was; null: before anything was written
   */
  public List<Long> blocksWrittenSince(@Nullable SharedDisk earlier) {
    List<Long> written = new ArrayList<>();
    blocks.visitUnlike(earlier == null ? null : earlier.blocks, written::add);
    return written;
  }

  /**
   * Digest of all contents, and of nothing else: who wrote them, or in which order, is not in it.
   */
  public ContentDigest contentDigest() {
    return contents;
  }

  /** All generations so far, oldest first: the one with number n at index n. */
  public List<Generation> generations() {
    return generations.list();
  }

  /** The generation that counts. */
  public Generation newestGeneration() {
    return generations.newest();
  }

  /** What an incarnation is to the disk now. */
  public IncarnationStanding standing(long incarnation) {
    return generations.standing(incarnation);
  }

  /** How many events there were. */
  public int historySize() {
    return DiskHistory.sizeOf(history);
  }

  /** The events from number {@code index} on, counted from 0, in the order of their arrival. */
  public List<DiskEvent> historySince(int index) {
    return DiskHistory.since(history, index);
  }

  /**
   * Digest of everything that can still make a difference to a reply: two disks with the same key
   * answer alike from here on. History is not in it, nor what fenced incarnations wrote when.
   */
  public ContentDigest stateDigest() {
    ContentDigest key = contents.with(blockCount);
    for (Generation generation : generations.list()) {
      key = key.with(generation.primary()).with(generation.backup()).with(generation.owner());
      key = key.with(generation.loserAnswered() ? 1 : 0);
    }
    for (Map.Entry<Long, Writer> entry : writers.entrySet()) {
      Writer writer = entry.getValue();
      key = key.with(entry.getKey());
      key = key.with(writer.applied().highest()).with(writer.applied().applied());
      key = key.with(writer.lastWrites().high()).with(writer.lastWrites().low());
    }
    return key;
  }

  // ---- I/O

  private DiskReply applyRead(DiskRequest.Read read) {
    DiskRefusal refusal = judgeRead(read);
    if (refusal != null) {
      return new DiskReply.Refused(read.incarnation(), read.sequence(), refusal);
    }
    Bytes[] parts = new Bytes[(int) read.blockCount()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = block(read.firstBlock() + i);
    }
    Bytes data = parts.length == 1 ? parts[0] : Bytes.concat(parts);
    return new DiskReply.ReadDone(read.incarnation(), read.sequence(), data);
  }

  private DiskReply applyWrite(DiskRequest.Write write) {
    DiskRefusal refusal = judgeWrite(write);
    boolean repeated =
        refusal == null && rules.isRepeated(appliedBy(write.incarnation()), write.sequence());
    if (refusal == null && !repeated) {
      refusal = judgeOrder(write);
    }
    boolean applies = refusal == null && !repeated;
    if (applies) {
      store(write.incarnation(), write.sequence(), write.firstBlock(), write.data());
    }
    remember(
        new DiskEvent.WriteArrived(
            write.incarnation(),
            write.sequence(),
            write.firstBlock(),
            write.data().length() / BLOCK_BYTES,
            ContentDigest.of(write.data()),
            applies,
            refusal));
    return refusal == null
        ? new DiskReply.WriteDone(write.incarnation(), write.sequence())
        : new DiskReply.Refused(write.incarnation(), write.sequence(), refusal);
  }

  private @Nullable DiskRefusal judgeRead(DiskRequest.Read read) {
    return switch (standing(read.incarnation())) {
      case FOREIGN -> DiskRefusal.FOREIGN;
      case FENCED -> DiskRefusal.FENCED;
      case STANDBY, ACTING -> {
        if (read.sequence() < 1) {
          yield DiskRefusal.BAD_SEQUENCE;
        }
        if (read.blockCount() < 1 || read.blockCount() > MAX_BLOCKS_PER_REQUEST) {
          yield DiskRefusal.BAD_COUNT;
        }
        yield isInside(read.firstBlock(), read.blockCount()) ? null : DiskRefusal.OUT_OF_RANGE;
      }
    };
  }

  private @Nullable DiskRefusal judgeWrite(DiskRequest.Write write) {
    return switch (standing(write.incarnation())) {
      case FOREIGN -> DiskRefusal.FOREIGN;
      case FENCED -> DiskRefusal.FENCED;
      case STANDBY -> DiskRefusal.STANDBY;
      case ACTING ->
          write.sequence() < 1
              ? DiskRefusal.BAD_SEQUENCE
              : judgeExtent(write.firstBlock(), write.data());
    };
  }

  private @Nullable DiskRefusal judgeExtent(long firstBlock, Bytes data) {
    int count = data.length() / BLOCK_BYTES;
    if (count < 1 || count > MAX_BLOCKS_PER_REQUEST || data.length() % BLOCK_BYTES != 0) {
      return DiskRefusal.BAD_LENGTH;
    }
    return isInside(firstBlock, count) ? null : DiskRefusal.OUT_OF_RANGE;
  }

  /** Written so that no sum can overflow. */
  private boolean isInside(long firstBlock, long count) {
    return firstBlock >= 0 && count <= blockCount && firstBlock <= blockCount - count;
  }

  private @Nullable DiskRefusal judgeOrder(DiskRequest.Write write) {
    if (rules.isTooOld(appliedBy(write.incarnation()), write.sequence())) {
      return DiskRefusal.TOO_OLD;
    }
    int count = write.data().length() / BLOCK_BYTES;
    for (int i = 0; i < count; i++) {
      BlockTree.Cell cell = blocks.get(write.firstBlock() + i);
      if (cell != null
          && rules.isOvertaken(
              write.incarnation(), write.sequence(), cell.writer(), cell.sequence())) {
        return DiskRefusal.OVERTAKEN;
      }
    }
    return null;
  }

  private SequenceWindow appliedBy(long incarnation) {
    Writer writer = writers.get(incarnation);
    return writer == null ? SequenceWindow.NEW : writer.applied();
  }

  private void store(long incarnation, long sequence, long firstBlock, Bytes data) {
    BlockTree.Cell[] cells = new BlockTree.Cell[data.length() / BLOCK_BYTES];
    ContentDigest lastWrites = ContentDigest.ZERO;
    for (int i = 0; i < cells.length; i++) {
      long block = firstBlock + i;
      Bytes piece = data.slice(i * BLOCK_BYTES, BLOCK_BYTES);
      cells[i] = new BlockTree.Cell(piece, partOf(block, piece), incarnation, sequence);
      replaceInSums(block, cells[i]);
      lastWrites = lastWrites.plus(mark(block, sequence));
    }
    blocks = blocks.with(firstBlock, cells);
    if (incarnation != NOBODY) {
      Writer writer = writers.getOrDefault(incarnation, Writer.NEW);
      writers.put(
          incarnation,
          new Writer(writer.applied().with(sequence), writer.lastWrites().plus(lastWrites)));
    }
  }

  private void replaceInSums(long block, BlockTree.Cell cell) {
    contents = contents.plus(cell.part());
    BlockTree.Cell old = blocks.get(block);
    if (old == null) {
      return;
    }
    contents = contents.minus(old.part());
    Writer writer = writers.get(old.writer());
    if (writer != null) {
      ContentDigest lastWrites = writer.lastWrites().minus(mark(block, old.sequence()));
      writers.put(old.writer(), new Writer(writer.applied(), lastWrites));
    }
  }

  /** A block of zeros counts for nothing, whether it was ever written or not. */
  private static ContentDigest partOf(long block, Bytes data) {
    ContentDigest digest = ContentDigest.of(data);
    return digest.equals(ZERO_BLOCK_DIGEST) ? ContentDigest.ZERO : digest.with(block);
  }

  private static ContentDigest mark(long block, long sequence) {
    return ContentDigest.ZERO.with(block).with(sequence);
  }

  // ---- generations

  private DiskReply applyTestAndSet(DiskRequest.TestAndSet request) {
    boolean wasUnset = newestGeneration().isUnset();
    TestAndSetOutcome outcome = generations.testAndSet(request);
    boolean decided = wasUnset && !newestGeneration().isUnset();
    if (decided) {
      forgetFencedWriters();
    }
    remember(
        new DiskEvent.TestAndSetArrived(
            request.incarnation(), request.rival(), request.generation(), outcome, decided));
    return new DiskReply.TestAndSetAnswered(request.incarnation(), request.generation(), outcome);
  }

  private DiskReply applyRenew(DiskRequest.Renew request) {
    int before = generations.count();
    RenewOutcome outcome = generations.renew(request);
    boolean decided = generations.count() > before;
    if (decided) {
      forgetFencedWriters();
    }
    remember(
        new DiskEvent.RenewArrived(
            request.incarnation(), request.generation(), request.joiner(), outcome, decided));
    return new DiskReply.RenewAnswered(
        request.incarnation(), request.generation(), request.joiner(), outcome);
  }

  /** Forgets what fenced incarnations wrote: they write no more, so that none of it can matter. */
  private void forgetFencedWriters() {
    writers.keySet().removeIf(incarnation -> standing(incarnation) == IncarnationStanding.FENCED);
  }

  private void remember(DiskEvent event) {
    history = DiskHistory.append(history, event);
  }
}
