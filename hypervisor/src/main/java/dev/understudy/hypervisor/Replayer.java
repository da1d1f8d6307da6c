package dev.understudy.hypervisor;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.VirtualMachine.Step;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.ClockRead;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.DiskRead;
import dev.understudy.hypervisor.log.EntropyRead;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryDecoder;
import dev.understudy.hypervisor.log.EntryRefusedException;
import dev.understudy.hypervisor.log.Output;
import dev.understudy.hypervisor.log.StateMark;
import dev.understudy.vm.machine.StateHash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a guest by the log, never past the last entry it holds, and checks every entry: the count it
 * applies at, the kind of operation, the 16 bits of the machine's quick hash, outputs by length and
 * digest, state marks by the full hash. The first mismatch ends the replay.
 */
public final class Replayer implements Seam {

  private final VirtualMachine guest;
  private final SeamConfig config;
  private final EntryDecoder decoder;
  private final Deque<Entry> held = new ArrayDeque<>();
  private final OwnReads ownReads;

  /** The requests that this host's own disk has to carry out; null if the host has none. */
  private @Nullable OwnRequests ownRequests;

  private @Nullable Entry last;
  private long heldThroughCount;
  private @Nullable Divergence divergence;

  /** The mark that this guest would have made of itself, if the last entry was a state mark. */
  private @Nullable StateMark ownMark;

  Replayer(VirtualMachine guest, SeamConfig config, EntryDecoder decoder) {
    this.guest = guest;
    this.config = config;
    this.decoder = decoder;
    this.ownReads = new OwnReads();
    this.heldThroughCount = guest.count();
  }

  private Replayer(Replayer from) {
    guest = from.guest.fork();
    config = from.config;
    decoder = from.decoder.fork();
    held.addAll(from.held);
    ownReads = from.ownReads.fork();
    ownRequests = from.ownRequests == null ? null : from.ownRequests.fork();
    last = from.last;
    heldThroughCount = from.heldThroughCount;
    divergence = from.divergence;
    ownMark = from.ownMark;
  }

  /**
   * A replayer at the start of a log.
   *
   * @param config how often to mark the log, should it go live
   */
  public static Replayer boot(VirtualMachine guest, SeamConfig config) {
    return new Replayer(guest, config, new EntryDecoder());
  }

  /**
   * From now on its host carries out what the guest asks of its disk: {@link #takeIssued}, {@link
   * #wrote}. Without this a write is done when the log says so.
   */
  public Replayer withOwnDisk() {
    ownRequests = new OwnRequests(guest.devices().disk().pending());
    return this;
  }

  /**
   * Takes the next entry's bytes.
   *
   * @throws EntryRefusedException if they are not the next entry of this log; nothing has changed
   */
  public void supply(byte[] encoded) {
    Entry entry = decoder.decode(encoded);
    held.addLast(entry);
    boolean retires = entry.type().position() == Entry.Position.BY_INSTRUCTION;
    heldThroughCount = entry.count() + (retires ? 1 : 0);
    if (entry instanceof DiskRead read) {
      ownReads.arrived(read);
    }
    guest.rules().arrived(entry, guest);
  }

  /**
   * Takes the next entry.
   *
   * @throws IllegalArgumentException if it can't follow the one before
   */
  public void supply(Entry entry) {
    supply(decoder.encoder().encode(entry));
  }

  /**
   * Runs until the guest has retired {@code count} instructions ({@link StopResult#COUNT}), or
   * consumed what is held ({@link StopResult#STALLED}), or ended or diverged ({@link
   * StopResult#ENDED}). Entries that apply between two instructions at {@code count} are consumed.
   */
  public StopResult runUntil(long count) {
    return runUntil(count, Long.MAX_VALUE);
  }

  /**
   * Runs like {@link #runUntil(long)}; also returns, with {@link StopResult#SEAM}, right behind
   * entry {@code throughEntry}, and where {@link #takeReadsDue} or {@link #takeIssued} have
   * something to give.
   */
  public StopResult runUntil(long count, long throughEntry) {
    while (divergence == null) {
      if (entries() >= throughEntry) {
        return StopResult.SEAM;
      }
      @Nullable Entry next = held.peekFirst();
      if (next == null) {
        return guest.ended() ? StopResult.ENDED : StopResult.STALLED;
      }
      if (!reach(next, count)) {
        return divergence != null
            ? StopResult.ENDED
            : hostIsWanted() ? StopResult.SEAM : StopResult.COUNT;
      }
      if (lacksDisk(next)) {
        return StopResult.STALLED;
      }
      if (consume(next)) {
        held.removeFirst();
      }
    }
    return StopResult.ENDED;
  }

  /**
   * Brings the guest to where {@code next} applies; false if {@code limit} comes first, or
   * something for the host to do, or something that the log does not know.
   */
  private boolean reach(Entry next, long limit) {
    boolean byInstruction = next.type().position() == Entry.Position.BY_INSTRUCTION;
    long target =
        byInstruction ? next.count() + 1 : Math.max(guest.count(), guest.rules().appliesAt(next));
    if (next.count() < guest.count()) {
      return diverged(next, "the guest is past that");
    }
    while (true) {
      if (!byInstruction && guest.count() == target) {
        return true;
      }
      if (guest.count() >= limit && !guest.stopped()) {
        return false;
      }
      if (guest.ended()) {
        return diverged(next, "the guest has ended");
      }
      Step step = guest.advance(Math.min(limit, target));
      switch (step) {
        case EFFECT -> {
          noteEffects();
          if (hostIsWanted()) {
            return false;
          }
        }
        case REACHED -> {
          if (byInstruction && guest.count() == target) {
            return diverged(next, "an instruction that is no such operation");
          }
        }
        case WAITING -> {
          // If the log has an entry at this count, the guest may be waiting for just that entry.
          if (byInstruction || guest.count() != target) {
            return diverged(next, whyItStands());
          }
        }
        case CLOCK_READ, ENTROPY_READ -> {
          if (matches(step, next)) {
            return true;
          }
          if (!completeUnlogged(step)) {
            return diverged(next, seen(step));
          }
        }
        case OUTPUT -> {
          return matches(step, next) || diverged(next, seen(step));
        }
        case ENDED -> {
          return diverged(next, "the guest has ended");
        }
      }
    }
  }

  private String whyItStands() {
    return guest.devices().controls().isPaused()
        ? "the guest is paused"
        : "the guest waits for an interrupt";
  }

  private boolean matches(Step step, Entry next) {
    Entry.Type type =
        switch (step) {
          case CLOCK_READ -> Entry.Type.CLOCK_READ;
          case ENTROPY_READ -> Entry.Type.ENTROPY_READ;
          default -> Entry.Type.OUTPUT;
        };
    return next.type() == type && next.count() == guest.count();
  }

  /**
   * Completes a read that the rules keep out of the log; under the standard rules there is none.
   */
  private boolean completeUnlogged(Step step) {
    SeamRules rules = guest.rules();
    boolean logged = step == Step.CLOCK_READ ? rules.logsClockReads() : rules.logsEntropyReads();
    if (!logged) {
      guest.completeRead(rules.unloggedRead(guest.count()));
    }
    return !logged;
  }

  private String seen(Step step) {
    return step == Step.OUTPUT
        ? guest.outputEntry(guest.check()).describe()
        : step == Step.CLOCK_READ ? "a clock read" : "an entropy read";
  }

  /** Checks the entry where the guest now stands and does what it says; false if it diverged. */
  private boolean consume(Entry next) {
    int own = guest.check();
    if (!guest.rules().checkAgrees(next.check(), own)) {
      String text = "check " + Integer.toHexString(own);
      return diverged(next, text + " instead of " + Integer.toHexString(next.check()));
    }
    ownMark = null;
    last = next;
    return switch (next.type()) {
      case CLOCK_READ -> readClock((ClockRead) next);
      case ENTROPY_READ -> {
        guest.completeRead(((EntropyRead) next).value());
        yield true;
      }
      case OUTPUT -> makeOutput((Output) next, own);
      case STATE_MARK -> compareState((StateMark) next);
      case DISK_READ -> takeOwnData((DiskRead) next);
      case BOOT -> next.equals(guest.bootEntry()) || diverged(next, guest.bootEntry().describe());
      case DISK_COMPLETED -> complete((DiskCompleted) next);
      default -> apply(next);
    };
  }

  private boolean complete(DiskCompleted next) {
    if (ownRequests != null) {
      ownRequests.told(next.requestId());
    }
    return apply(next);
  }

  private boolean readClock(ClockRead next) {
    @Nullable String obstacle = guest.clockObstacle(next.valueNs());
    if (obstacle != null) {
      return diverged(next, obstacle);
    }
    guest.clockLogged(next.valueNs());
    guest.completeRead(next.valueNs());
    return true;
  }

  private boolean makeOutput(Output next, int check) {
    Output own = guest.outputEntry(check);
    boolean agrees =
        own.kind() == next.kind()
            && own.index() == next.index()
            && own.length() == next.length()
            && guest.rules().digestAgrees(next.digest(), own.digest());
    if (!agrees) {
      return diverged(next, own.describe());
    }
    guest.completeOutput();
    return true;
  }

  private boolean compareState(StateMark next) {
    StateMark mark = markNow();
    ownMark = mark;
    StateHash own = new StateHash(mark.hashHigh(), mark.hashLow());
    return guest.rules().stateAgrees(new StateHash(next.hashHigh(), next.hashLow()), own)
        || diverged(next, "state " + own);
  }

  private boolean takeOwnData(DiskRead next) {
    @Nullable PendingIo io = guest.devices().disk().readOf(next.requestId());
    @Nullable Bytes data = io == null ? null : dataOf(io);
    if (data == null) {
      return diverged(next, String.valueOf(guest.obstacle(next)));
    }
    ownReads.consumed(next.requestId());
    return guest.rules().readAgrees(next.digest(), data.digest())
        ? apply(next.with(data))
        : diverged(next, "a read of other data: 0x" + Integer.toHexString(data.digest()));
  }

  private @Nullable Bytes dataOf(PendingIo io) {
    return guest.rules().readForItself(io, ownReads.data(io.requestId()));
  }

  /** Whether this host's disk has yet to do what the entry says is done. */
  private boolean lacksDisk(Entry next) {
    return lacksData(next) || (next instanceof DiskCompleted done && lacksWrite(done));
  }

  /** A read of the primary's came with its data; a write that failed changed nothing. */
  private boolean lacksWrite(DiskCompleted done) {
    return ownRequests != null
        && done.ok()
        && guest.devices().disk().isWrite(done.requestId())
        && !ownRequests.hasWritten(done.requestId());
  }

  private boolean lacksData(Entry next) {
    @Nullable PendingIo io =
        next instanceof DiskRead read ? guest.devices().disk().readOf(read.requestId()) : null;
    return io != null && dataOf(io) == null;
  }

  private boolean hostIsWanted() {
    return ownReads.anyDue(guest.devices().disk())
        || (ownRequests != null && ownRequests.anyIssued());
  }

  private void noteEffects() {
    List<Effect> effects = guest.takeEffects();
    if (ownRequests != null) {
      ownRequests.note(effects);
    }
  }

  private boolean apply(Entry next) {
    @Nullable String obstacle = guest.obstacle(next);
    if (obstacle != null) {
      return diverged(next, obstacle);
    }
    guest.apply(next);
    guest.takeEffects();
    return true;
  }

  /** Always false, so that callers can end with it. */
  private boolean diverged(Entry next, String seen) {
    divergence =
        new Divergence(
            entries() + 1,
            guest.count(),
            guest.machine().pc(),
            next.describe() + " at instruction " + next.count(),
            seen);
    return false;
  }

  /** The reads that this host has to make now, each once; {@link #readCame} answers them. */
  public List<PendingIo> takeReadsDue() {
    return ownReads.takeDue(guest.devices().disk());
  }

  /** What this host has read for itself. */
  public void readCame(long requestId, Bytes data) {
    ownReads.came(requestId, data);
  }

  /**
   * What the guest has asked of a disk of its own since the last call, in order: all of it is this
   * host's to carry out, a read only if it becomes due or this host goes live.
   */
  public List<PendingIo> takeIssued() {
    return ownRequests == null ? List.of() : ownRequests.takeIssued();
  }

  /** This host has carried out a write. */
  public void wrote(long requestId) {
    if (ownRequests != null) {
      ownRequests.wrote(requestId);
    }
  }

  /** Whether the guest stands still because this host's disk has something left to do. */
  public boolean awaitsDisk() {
    @Nullable Entry next = held.peekFirst();
    return next != null && guest.count() >= guest.rules().appliesAt(next) && lacksDisk(next);
  }

  /** Whether the last entry consumed was one whose data this host had read for itself. */
  public boolean hasJustRead() {
    return last instanceof DiskRead;
  }

  /** The disk request of which the last entry consumed says that it is done; 0 for none. */
  public long justCompleted() {
    return last == null ? 0 : last.completedRequest();
  }

  /** The count up to which the entries held allow the guest to run. */
  public long heldThroughCount() {
    return heldThroughCount;
  }

  /** Index of the last entry supplied, from 1. */
  public long heldEntries() {
    return decoder.entries();
  }

  /**
   * The mark that this guest would have made, if the last entry was a state mark. A judge compares
   * the two without trusting this replayer.
   */
  public Optional<StateMark> ownMark() {
    return Optional.ofNullable(ownMark);
  }

  /** The mark that this guest would make of itself as it stands. */
  public StateMark markNow() {
    StateHash own = guest.stateHash();
    return new StateMark(guest.count(), guest.check(), own.high(), own.low());
  }

  /** Why the replay ended, if it did not end with the guest. */
  public Optional<Divergence> divergence() {
    return Optional.ofNullable(divergence);
  }

  /**
   * What the guest's clock shows by now, for a replica that goes live.
   *
   * @param elapsedNs since the log last arrived
   * @param hostClockNs this host's own clock
   */
  public long clockNow(long elapsedNs, long hostClockNs) {
    return guest.rules().clockAtGoLive(guest.clockNs(), elapsedNs, hostClockNs);
  }

  /**
   * Goes live. Everything held must have been consumed; this replayer is not to be used afterwards.
   *
   * @param hostClockNs what this host takes the guest clock to be; the guest's clock goes on from
   *     there, or from the last logged value when that is later
   */
  public GoLiveState goLive(long hostClockNs) {
    if (!held.isEmpty() || divergence != null) {
      throw new IllegalStateException(
          divergence != null ? divergence.text() : held.size() + " entries are not replayed yet");
    }
    List<OutputEffect> unreleased =
        guest.unreleased().stream().filter(output -> !isDiskWrite(output)).toList();
    Recorder recorder = new Recorder(guest, config, decoder.encoder());
    recorder.wentLive(hostClockNs);
    List<PendingIo> pending = guest.devices().disk().pending();
    return new GoLiveState(recorder, unreleased, guest.rules().reissued(pending, guest));
  }

  private static boolean isDiskWrite(OutputEffect output) {
    return switch (output.kind()) {
      case DISK_WRITE -> true;
      case CONSOLE, NETWORK, HALT, POWER_OFF, GUEST_FAULT -> false;
    };
  }

  @Override
  public VirtualMachine guest() {
    return guest;
  }

  /** Entries consumed; also the index of the last one. */
  @Override
  public long entries() {
    return decoder.entries() - held.size();
  }

  @Override
  public long clockNs() {
    return guest.clockNs();
  }

  @Override
  public long count() {
    return guest.count();
  }

  @Override
  public Replayer fork() {
    return new Replayer(this);
  }

  /**
   * Visits all that can still matter, except the bytes of the entries it holds, which its host
   * keeps too: equal replayers of equal entries replay alike.
   */
  public void visitState(LongConsumer visitor) {
    guest.visitState(visitor);
    decoder.visit(visitor);
    visitor.accept(entries());
    visitor.accept(divergence == null ? 0 : divergence.entryIndex());
    ownReads.visit(visitor);
    if (ownRequests != null) {
      ownRequests.visit(visitor);
    }
  }
}
