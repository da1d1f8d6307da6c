package dev.understudy.ft.replica;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.ContentDigest;
import dev.understudy.disk.DiskRefusal;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.PendingIo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation's client of the shared disk, over a network that loses, repeats and reorders.
 *
 * <p>A guest's write waits until it is released (§2.2); a read goes out at once. Either waits for
 * every earlier I/O it races with until that one's completion is in a log entry that cannot get
 * lost. What is sent is repeated until it is answered; a disk out of reach is waited for. Of
 * several answers the first counts.
 *
 * <p>Where a backup repeats its primary's reads (§4.2), a write also waits for it to have repeated
 * those that it overlaps. A backup's client carries such reads and nothing else until it goes live,
 * unless its disk is its own (§4.1): then it does what its guest asks for, in the order of issue.
 *
 * <p>Test-and-set and renew are {@link ArbitrationRequests}.
 */
public final class StorageClient {
  private static final long NEVER = Long.MAX_VALUE;

  private final long incarnation;
  private final long retryNs;
  private final StorageRules rules;

  /** Every I/O that may still matter to a later one, in the order of issue. */
  private final ArrayList<GuestIo> guestIo = new ArrayList<>();

  private final ArbitrationRequests questions;
  private long nextSequence = 1;

  /** Sequence numbers up to this one belong to reads that a backup made for itself. */
  private long repeatsThrough;

  private @Nullable DiskRefusal fencedBy;

  /** Whether the guest has ended, so that no completion has to be told any more. */
  private boolean guestIsOver;

  private long wakeAtNs = NEVER;
  private final Delivery delivery = new Delivery();

  /**
   * Creates a client.
   *
   * @param incarnation of the host that asks
   * @param retryNs how long an answer may take before the request is sent again
   */
  public StorageClient(long incarnation, long retryNs) {
    this(incarnation, retryNs, StorageRules.STANDARD);
  }

  public StorageClient(long incarnation, long retryNs, StorageRules rules) {
    if (incarnation <= SharedDisk.NOBODY || retryNs <= 0) {
      throw new IllegalArgumentException("incarnation " + incarnation + ", retryNs " + retryNs);
    }
    this.incarnation = incarnation;
    this.retryNs = retryNs;
    this.rules = rules;
    this.questions = new ArbitrationRequests(retryNs);
  }

  private StorageClient(StorageClient from) {
    incarnation = from.incarnation;
    retryNs = from.retryNs;
    rules = from.rules;
    questions = from.questions.fork();
    from.guestIo.forEach(io -> guestIo.add(io.fork()));
    nextSequence = from.nextSequence;
    repeatsThrough = from.repeatsThrough;
    fencedBy = from.fencedBy;
    guestIsOver = from.guestIsOver;
    wakeAtNs = from.wakeAtNs;
  }

  /** A deep copy that is independent of this client. */
  public StorageClient fork() {
    return new StorageClient(this);
  }

  // ---- what the host tells it

  /** The guest issued an I/O. A write stays here until {@link #release}. */
  public void issue(PendingIo io, long nowNs, Consumer<StorageCommand> out) {
    add(io, !io.write());
    advance(nowNs, out);
  }

  /** The Output Rule lets this write go. Unknown ids are ignored. */
  public void release(long requestId, long nowNs, Consumer<StorageCommand> out) {
    GuestIo io = find(requestId);
    if (io != null) {
      io.released = true;
      advance(nowNs, out);
    }
  }

  /**
   * The log entry of this completion is acknowledged, or, without a backup, logged. Unknown ids are
   * ignored.
   */
  public void completionAcknowledged(long requestId, long nowNs, Consumer<StorageCommand> out) {
    GuestIo io = find(requestId);
    if (io == null) {
      return;
    }
    if (io.phase != Phase.COMPLETED) {
      throw new IllegalStateException("no completion was given out for request " + requestId);
    }
    io.acknowledged = true;
    advance(nowNs, out);
  }

  /**
   * The log entry of this completed read leaves out what it brought: a backup has to read it for
   * itself, see {@link #repeated}.
   */
  public void awaitRepeat(long requestId) {
    GuestIo io = find(requestId);
    if (io != null) {
      io.repeated = false;
    }
  }

  /** Every host that could win has made this read for itself. Unknown ids are ignored. */
  public void repeated(long requestId, long nowNs, Consumer<StorageCommand> out) {
    GuestIo io = find(requestId);
    if (io != null) {
      io.repeated = true;
      advance(nowNs, out);
    }
  }

  /**
   * A backup's guest issued an I/O, and the disk is the backup's own (§4.1). A write goes at once;
   * a read has its place in the order, and stays there unless {@link #readItself} or {@link
   * #reissue} sends it: mostly the log carries its data.
   */
  public void follow(PendingIo io, long nowNs, Consumer<StorageCommand> out) {
    addOfBackup(io, io.write());
    advance(nowNs, out);
  }

  /** A backup makes a read of its own, of blocks that its primary has read. */
  public void readItself(PendingIo io, long nowNs, Consumer<StorageCommand> out) {
    GuestIo followed = find(io.requestId());
    if (followed == null) {
      addOfBackup(io, true);
    } else {
      followed.released = true;
    }
    advance(nowNs, out);
  }

  /** A backup's guest knows that this I/O is done. Unknown ids are ignored. */
  public void completionReplayed(long requestId, long nowNs, Consumer<StorageCommand> out) {
    GuestIo io = find(requestId);
    if (io != null) {
      io.phase = Phase.COMPLETED;
      io.acknowledged = true; // Its entry came from the log, so every host that could win has it.
      advance(nowNs, out);
    }
  }

  /**
   * On going live: everything without a completion, in the order of issue, goes to the disk. A
   * write that this host has done for its backup's guest is not done again: its completion is due.
   */
  public void reissue(List<PendingIo> pending, long nowNs, Consumer<StorageCommand> out) {
    for (PendingIo io : pending) {
      GuestIo followed = find(io.requestId());
      if (followed == null) {
        add(io, true);
      } else {
        followed.released = true;
        followed.isOfBackup = false;
        if (followed.phase == Phase.COMPLETED) {
          out.accept(completed(io.requestId(), true, Bytes.EMPTY));
        }
      }
    }
    advance(nowNs, out);
  }

  /**
   * The guest has ended, and that is out: it will never be told of a completion, so no entry is
   * coming that a racing I/O could wait for. What it had issued still goes to the disk, in order,
   * except a backup's own reads, which are of no use any more.
   */
  public void guestIsOver(long nowNs, Consumer<StorageCommand> out) {
    guestIsOver = true;
    guestIo.removeIf(io -> io.isOfBackup && !io.io.write());
    advance(nowNs, out);
  }

  /**
   * Asks to own the generation, until that is answered. A question asked already is not asked
   * twice.
   */
  public void testAndSet(long generation, long rival, long nowNs, Consumer<StorageCommand> out) {
    questions.ask(new DiskRequest.TestAndSet(incarnation, rival, generation), nowNs, out);
    sayWhenToWake(out);
  }

  /** Asks for the next generation with {@code joiner}, until answered. */
  public void renew(long generation, long joiner, long nowNs, Consumer<StorageCommand> out) {
    questions.ask(new DiskRequest.Renew(incarnation, generation, joiner), nowNs, out);
    sayWhenToWake(out);
  }

  /** A reply came from the disk. It is ignored if no request waits for it. */
  public void answered(DiskReply reply, long nowNs, Consumer<StorageCommand> out) {
    if (reply.incarnation() != incarnation) {
      return;
    }
    reply.match(delivery).ifPresent(out);
    questions.goOn(nowNs, out);
    advance(nowNs, out);
  }

  /** Time passed. Harmless at any time. */
  public void tick(long nowNs, Consumer<StorageCommand> out) {
    questions.tick(nowNs, out);
    if (fencedBy == null) {
      for (GuestIo io : guestIo) {
        boolean again = !io.isOfBackup || rules.insistsOnOwnRead();
        if (io.phase == Phase.SENT && io.retryAtNs <= nowNs && again) {
          send(io, nowNs, out);
        }
      }
    }
    advance(nowNs, out);
  }

  // ---- for observers

  public long incarnation() {
    return incarnation;
  }

  /** Whether the disk has refused this incarnation for good. */
  public boolean isFenced() {
    return fencedBy != null;
  }

  /** I/O without a completion yet, in the order of issue. */
  public List<PendingIo> outstanding() {
    List<PendingIo> pending = new ArrayList<>();
    for (GuestIo io : guestIo) {
      if (io.phase != Phase.COMPLETED) {
        pending.add(io.io);
      }
    }
    return pending;
  }

  // ---- guest I/O

  private enum Phase {
    HELD,
    SENT,
    COMPLETED
  }

  private static final class GuestIo {
    final PendingIo io;
    final Bytes data;
    Phase phase = Phase.HELD;
    boolean released;
    boolean acknowledged;
    boolean repeated = true;
    boolean isOfBackup;
    long sequence;
    long retryAtNs;

    GuestIo(PendingIo io, Bytes data, boolean released) {
      this.io = io;
      this.data = data;
      this.released = released;
    }

    GuestIo fork() {
      GuestIo copy = new GuestIo(io, data, released);
      copy.phase = phase;
      copy.acknowledged = acknowledged;
      copy.repeated = repeated;
      copy.isOfBackup = isOfBackup;
      copy.sequence = sequence;
      copy.retryAtNs = retryAtNs;
      return copy;
    }

    DiskRequest request(long incarnation) {
      return io.write()
          ? new DiskRequest.Write(incarnation, sequence, io.block(), data)
          : new DiskRequest.Read(incarnation, sequence, io.block(), io.blocks());
    }
  }

  private void add(PendingIo io, boolean released) {
    if (find(io.requestId()) != null) {
      throw new IllegalStateException("request " + io.requestId() + " was issued before");
    }
    guestIo.add(new GuestIo(io, io.data(), released));
  }

  private void addOfBackup(PendingIo io, boolean released) {
    add(io, released);
    guestIo.get(guestIo.size() - 1).isOfBackup = true;
  }

  private @Nullable GuestIo find(long requestId) {
    for (GuestIo io : guestIo) {
      if (io.io.requestId() == requestId) {
        return io;
      }
    }
    return null;
  }

  /** Forgets what is settled, sends what may go, and says when to be woken. */
  private void advance(long nowNs, Consumer<StorageCommand> out) {
    guestIo.removeIf(io -> isSettled(io) && io.repeated);
    if (fencedBy == null) {
      for (int i = 0; i < guestIo.size(); i++) {
        GuestIo io = guestIo.get(i);
        if (io.phase == Phase.HELD && io.released && !waitsForEarlier(i) && windowIsOpen()) {
          io.sequence = nextSequence++;
          io.phase = Phase.SENT;
          repeatsThrough = io.isOfBackup ? io.sequence : repeatsThrough;
          send(io, nowNs, out);
        }
      }
    }
    sayWhenToWake(out);
  }

  private boolean waitsForEarlier(int index) {
    PendingIo later = guestIo.get(index).io;
    for (int i = 0; i < index; i++) {
      GuestIo earlier = guestIo.get(i);
      boolean races = !isSettled(earlier) && rules.race(earlier.io, later);
      if (races || (!earlier.repeated && rules.waitsForRepeat(earlier.io, later))) {
        return true;
      }
    }
    return false;
  }

  private boolean isSettled(GuestIo io) {
    return rules.isSettled(io.phase == Phase.COMPLETED, io.acknowledged || guestIsOver);
  }

  /** The disk tells copies from originals only so far back. */
  private boolean windowIsOpen() {
    for (GuestIo io : guestIo) {
      if (io.phase == Phase.SENT && nextSequence - io.sequence >= SharedDisk.WRITE_WINDOW) {
        return false;
      }
    }
    return true;
  }

  private void send(GuestIo io, long nowNs, Consumer<StorageCommand> out) {
    io.retryAtNs = nowNs + retryNs;
    out.accept(new StorageCommand.Send(io.request(incarnation)));
  }

  private void sayWhenToWake(Consumer<StorageCommand> out) {
    long earliest = questions.dueNs();
    if (fencedBy == null) {
      for (GuestIo io : guestIo) {
        if (io.phase == Phase.SENT) {
          earliest = Math.min(earliest, io.retryAtNs);
        }
      }
    }
    if (earliest != wakeAtNs && earliest != NEVER) {
      out.accept(new StorageCommand.WakeAt(earliest));
    }
    wakeAtNs = earliest;
  }

  // ---- replies

  /**
   * Finds the request that waits for a reply, if there is one, and returns what the host has to be
   * told.
   */
  private final class Delivery implements DiskReply.Cases<Optional<StorageCommand>> {

    @Override
    public Optional<StorageCommand> readDone(DiskReply.ReadDone reply) {
      return complete(reply.sequence(), true, reply.data());
    }

    @Override
    public Optional<StorageCommand> writeDone(DiskReply.WriteDone reply) {
      return complete(reply.sequence(), true, Bytes.EMPTY);
    }

    @Override
    public Optional<StorageCommand> refused(DiskReply.Refused reply) {
      if (isRefusedRepeat(reply) && rules.insistsOnOwnRead()) {
        return Optional.empty(); // The request is sent again, as if there had been no answer.
      }
      if (!reply.reason().barsCaller()) {
        return complete(reply.sequence(), false, Bytes.EMPTY);
      }
      // It does not matter which request this answers: it is about the caller, and stays true.
      if (fencedBy != null) {
        return Optional.empty();
      }
      fencedBy = reply.reason();
      return Optional.of(new StorageCommand.Fenced(reply.reason()));
    }

    @Override
    public Optional<StorageCommand> testAndSetAnswered(DiskReply.TestAndSetAnswered reply) {
      return questions.answered(reply);
    }

    @Override
    public Optional<StorageCommand> renewAnswered(DiskReply.RenewAnswered reply) {
      return questions.answered(reply);
    }

    /**
     * Whether a backup repeats its own read after this refusal, as it may not last. The destination
     * of a clone is foreign to the disk only until that has made it a backup.
     */
    private boolean isRefusedRepeat(DiskReply.Refused reply) {
      boolean forGood = reply.reason().barsCaller() && reply.reason() != DiskRefusal.FOREIGN;
      return reply.sequence() <= repeatsThrough && !forGood;
    }

    private Optional<StorageCommand> complete(long sequence, boolean ok, Bytes data) {
      for (GuestIo io : guestIo) {
        if (fencedBy == null && io.phase == Phase.SENT && io.sequence == sequence) {
          io.phase = Phase.COMPLETED;
          return Optional.of(
              io.isOfBackup
                  ? new StorageCommand.DoneItself(io.io, data)
                  : completed(io.io.requestId(), ok, data));
        }
      }
      return Optional.empty();
    }
  }

  private static StorageCommand completed(long requestId, boolean ok, Bytes data) {
    return new StorageCommand.Completed(new Input.DiskAnswered(requestId, ok, data));
  }

  /** Adds all that can still matter. */
  void digestInto(StateDigest digest) {
    for (GuestIo io : guestIo) {
      digest.add(io.io.requestId());
      digest.add(io.io.write());
      digest.add(io.io.block());
      digest.add(io.io.blocks());
      digest.add(io.io.address());
      ContentDigest data = ContentDigest.of(io.data);
      digest.add(data.high());
      digest.add(data.low());
      digest.add(io.phase.ordinal());
      digest.add(io.released);
      digest.add(io.acknowledged);
      digest.add(io.repeated);
      digest.add(io.isOfBackup);
      digest.add(io.sequence);
      digest.add(io.retryAtNs);
    }
    questions.digestInto(digest);
    digest.add(nextSequence);
    digest.add(repeatsThrough);
    digest.add(fencedBy != null);
    digest.add(guestIsOver);
    digest.add(wakeAtNs);
  }
}
