package dev.understudy.sim.oracle;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteListener;
import dev.understudy.hypervisor.Divergence;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.hypervisor.log.StateMark;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Watcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was observed of a run, by kind and in order. Times are virtual, in ns; {@code host} is
 * the number of a host, counted from 0 over all starts; an index counts the entries of the log from
 * 1.
 */
public final class RunTrace implements Watcher {

  /**
   * An entry as its recorder logged it.
   *
   * @param encoded its bytes in a whole log
   * @param sentBytes how many of them go over the channel, which leaves out what the backup reads
   *     for itself
   * @param output the output that the entry belongs to; null if it is an input
   * @param quickHash of registers, pc, count and interrupt state behind it
   */
  public record Logged(
      long atNs,
      int host,
      long index,
      Entry entry,
      byte[] encoded,
      int sentBytes,
      @Nullable OutputEffect output,
      long quickHash) {}

  /**
   * Entries that a host received: from now on its log buffer holds the log up to the last of them.
   */
  public record Received(long atNs, int host, long firstIndex, List<byte[]> entries) {
    public long throughIndex() {
      return firstIndex + entries.size() - 1;
    }
  }

  /**
   * An entry that a replayer has applied.
   *
   * @param quickHash of registers, pc, count and interrupt state behind it
   */
  public record Consumed(long atNs, int host, long index, long quickHash) {}

  /**
   * A state mark that a replayer has passed.
   *
   * @param own the mark that the replaying guest would have made
   */
  public record Marked(long atNs, int host, long index, StateMark own) {}

  /** An output left a host, for the console, the network, or as the guest's end. */
  public record Emitted(long atNs, int host, OutputKind kind, long outputIndex, Bytes payload) {}

  /** A request that a host sent to the disk. */
  public record Asked(long atNs, int host, DiskRequest request) {}

  /** A request that the disk served. */
  public record Served(long atNs, DiskRequest request, DiskReply reply) {}

  /**
   * An input that the world offered to a guest.
   *
   * @param taken whether the guest took it
   */
  public record Offered(long atNs, int host, Input input, boolean taken) {}

  /** A disk request that a guest issued, or that a host issued again on going live. */
  public record Issued(long atNs, int host, PendingIo io) {}

  /** A change of a host's state. */
  public record Moved(long atNs, int host, State from, State to) {}

  /** A backup that went live. */
  public record WentLive(long atNs, int host, Note.WentLive how) {}

  /**
   * An output that was let go.
   *
   * @param heldNs how long it had been held
   */
  public record Released(
      long atNs, int host, OutputKind kind, long outputIndex, long entryIndex, long heldNs) {}

  /** A host that stopped for good. */
  public record Halted(long atNs, int host, HaltReason reason) {}

  /** A replay that did not match its log. */
  public record Diverged(long atNs, int host, Divergence divergence) {}

  /**
   * A change of a host's speed.
   *
   * @param speedPerMille in thousandths of the host's full speed
   */
  public record Paced(long atNs, int host, int speedPerMille) {}

  /**
   * A guest that was stopped by a full log buffer, or went on.
   *
   * @param still whether it was stopped
   */
  public record Stalled(long atNs, int host, boolean still) {}

  /**
   * A destination of a clone that has the whole guest.
   *
   * @param afterIndex the last entry that the guest has behind it
   */
  public record Installed(long atNs, int host, long afterIndex) {}

  /** The end of a clone of this host's guest. */
  public record Cloned(long atNs, int host, Note.CloneEnded how) {}

  /**
   * A fault that struck or healed, or an operation that was ordered or is over.
   *
   * @param what in one line
   */
  public record Incident(long atNs, String what) {}

  private final List<Incident> incidents;
  private final List<Logged> logged;
  private final List<Received> received;
  private final List<Consumed> consumed;
  private final List<Marked> marked;
  private final List<Emitted> emitted;
  private final List<Asked> asked;
  private final List<Served> served;
  private final List<Offered> offered;
  private final List<Issued> issued;
  private final List<Moved> moved;
  private final List<WentLive> wentLive;
  private final List<Released> released;
  private final List<Halted> halted;
  private final List<Diverged> diverged;
  private final List<Paced> paced;
  private final List<Stalled> stalled;
  private final List<Installed> installed;
  private final List<Cloned> cloned;

  public RunTrace() {
    incidents = new ArrayList<>();
    logged = new ArrayList<>();
    received = new ArrayList<>();
    consumed = new ArrayList<>();
    marked = new ArrayList<>();
    emitted = new ArrayList<>();
    asked = new ArrayList<>();
    served = new ArrayList<>();
    offered = new ArrayList<>();
    issued = new ArrayList<>();
    moved = new ArrayList<>();
    wentLive = new ArrayList<>();
    released = new ArrayList<>();
    halted = new ArrayList<>();
    diverged = new ArrayList<>();
    paced = new ArrayList<>();
    stalled = new ArrayList<>();
    installed = new ArrayList<>();
    cloned = new ArrayList<>();
  }

  private RunTrace(RunTrace other) {
    incidents = new ArrayList<>(other.incidents);
    logged = new ArrayList<>(other.logged);
    received = new ArrayList<>(other.received);
    consumed = new ArrayList<>(other.consumed);
    marked = new ArrayList<>(other.marked);
    emitted = new ArrayList<>(other.emitted);
    asked = new ArrayList<>(other.asked);
    served = new ArrayList<>(other.served);
    offered = new ArrayList<>(other.offered);
    issued = new ArrayList<>(other.issued);
    moved = new ArrayList<>(other.moved);
    wentLive = new ArrayList<>(other.wentLive);
    released = new ArrayList<>(other.released);
    halted = new ArrayList<>(other.halted);
    diverged = new ArrayList<>(other.diverged);
    paced = new ArrayList<>(other.paced);
    stalled = new ArrayList<>(other.stalled);
    installed = new ArrayList<>(other.installed);
    cloned = new ArrayList<>(other.cloned);
  }

  @Override
  public RunTrace fork() {
    return new RunTrace(this);
  }

  @Override
  public void did(long nowNs, int host, Action action) {
    action.match(new Entering(nowNs, host));
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    note.match(new Entering(nowNs, host));
  }

  /** Enters what a host did, or what happened in it, under its time. */
  private final class Entering implements Action.Cases<Boolean>, NoteListener {
    private final long nowNs;
    private final int host;

    Entering(long nowNs, int host) {
      this.nowNs = nowNs;
      this.host = host;
    }

    private Boolean emit(OutputKind kind, long index, Bytes payload) {
      return emitted.add(new Emitted(nowNs, host, kind, index, payload));
    }

    @Override
    public Boolean sendFrame(Action.SendFrame send) {
      return emit(OutputKind.NETWORK, send.outputIndex(), send.frame());
    }

    @Override
    public Boolean showConsole(Action.ShowConsole show) {
      return emit(OutputKind.CONSOLE, show.outputIndex(), show.text());
    }

    @Override
    public Boolean end(Action.End end) {
      return emit(end.how().kind(), end.how().index(), end.how().payload());
    }

    @Override
    public Boolean pace(Action.Pace pace) {
      return paced.add(new Paced(nowNs, host, pace.speedPerMille()));
    }

    @Override
    public Boolean sendStorage(Action.SendStorage send) {
      return asked.add(new Asked(nowNs, host, send.request()));
    }

    /** Enters nothing: what the other host gets is entered when it arrives. */
    @Override
    public Boolean sendChannel(Action.SendChannel send) {
      return false;
    }

    @Override
    public Boolean announce(Action.Announce announce) {
      return false;
    }

    @Override
    public Boolean armTimer(Action.ArmTimer arm) {
      return false;
    }

    @Override
    public Boolean disarmTimer(Action.DisarmTimer disarm) {
      return false;
    }

    @Override
    public Boolean appended(Note.Appended a) {
      return logged.add(
          new Logged(
              nowNs,
              host,
              a.index(),
              a.entry(),
              a.encoded(),
              a.sentBytes(),
              a.output(),
              a.quickHash()));
    }

    @Override
    public Boolean received(Note.Received r) {
      return received.add(new Received(nowNs, host, r.firstIndex(), r.entries()));
    }

    @Override
    public Boolean restored(Note.Restored r) {
      received.add(new Received(nowNs, host, r.throughIndex() + 1, List.of()));
      return consumed.add(new Consumed(nowNs, host, r.throughIndex(), r.quickHash()));
    }

    @Override
    public Boolean taken(Note.Taken t) {
      return offered.add(new Offered(nowNs, host, t.input(), true));
    }

    @Override
    public Boolean consumed(Note.Consumed c) {
      return consumed.add(new Consumed(nowNs, host, c.index(), c.quickHash()));
    }

    @Override
    public Boolean marked(Note.Marked m) {
      return marked.add(new Marked(nowNs, host, m.index(), m.own()));
    }

    @Override
    public Boolean issued(Note.Issued i) {
      return issued.add(new Issued(nowNs, host, i.io()));
    }

    @Override
    public Boolean stateChanged(Note.StateChanged s) {
      return moved.add(new Moved(nowNs, host, s.from(), s.to()));
    }

    @Override
    public Boolean wentLive(Note.WentLive live) {
      return wentLive.add(new WentLive(nowNs, host, live));
    }

    @Override
    public Boolean released(Note.Released r) {
      OutputEffect output = r.output();
      return released.add(
          new Released(nowNs, host, output.kind(), output.index(), r.entryIndex(), r.heldNs()));
    }

    @Override
    public Boolean halted(Note.Halted h) {
      return halted.add(new Halted(nowNs, host, h.reason()));
    }

    @Override
    public Boolean diverged(Note.Diverged d) {
      return diverged.add(new Diverged(nowNs, host, d.divergence()));
    }

    @Override
    public Boolean stalled(Note.Stalled s) {
      return stalled.add(new Stalled(nowNs, host, s.still()));
    }

    @Override
    public Boolean installed(Note.Installed i) {
      return installed.add(new Installed(nowNs, host, i.afterIndex()));
    }

    @Override
    public Boolean cloneEnded(Note.CloneEnded c) {
      return cloned.add(new Cloned(nowNs, host, c));
    }
  }

  @Override
  public void struck(long nowNs, Fault fault, String what) {
    incidents.add(new Incident(nowNs, what));
  }

  @Override
  public void missed(long nowNs, Fault fault, String what) {
    incidents.add(new Incident(nowNs, what));
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    incidents.add(new Incident(nowNs, what));
  }

  @Override
  public void ordered(long nowNs, PlannedOperation order) {
    incidents.add(new Incident(nowNs, "operator: " + order.text()));
  }

  @Override
  public void carriedOut(long nowNs, OperationOutcome how) {
    incidents.add(new Incident(nowNs, "operator: " + how.text()));
  }

  @Override
  public void offered(long nowNs, int host, Input input, boolean taken) {
    offered.add(new Offered(nowNs, host, input, taken));
  }

  @Override
  public void served(long nowNs, DiskRequest request, DiskReply reply) {
    served.add(new Served(nowNs, request, reply));
  }

  // ---- what was observed, each in order

  public List<Incident> incidents() {
    return Collections.unmodifiableList(incidents);
  }

  public List<Logged> logged() {
    return Collections.unmodifiableList(logged);
  }

  public List<Received> received() {
    return Collections.unmodifiableList(received);
  }

  public List<Consumed> consumed() {
    return Collections.unmodifiableList(consumed);
  }

  public List<Marked> marked() {
    return Collections.unmodifiableList(marked);
  }

  public List<Emitted> emitted() {
    return Collections.unmodifiableList(emitted);
  }

  public List<Asked> asked() {
    return Collections.unmodifiableList(asked);
  }

  public List<Served> served() {
    return Collections.unmodifiableList(served);
  }

  public List<Offered> offered() {
    return Collections.unmodifiableList(offered);
  }

  public List<Issued> issued() {
    return Collections.unmodifiableList(issued);
  }

  public List<Moved> moved() {
    return Collections.unmodifiableList(moved);
  }

  public List<WentLive> wentLive() {
    return Collections.unmodifiableList(wentLive);
  }

  public List<Released> released() {
    return Collections.unmodifiableList(released);
  }

  public List<Halted> halted() {
    return Collections.unmodifiableList(halted);
  }

  public List<Diverged> diverged() {
    return Collections.unmodifiableList(diverged);
  }

  public List<Paced> paced() {
    return Collections.unmodifiableList(paced);
  }

  public List<Installed> installed() {
    return Collections.unmodifiableList(installed);
  }

  public List<Cloned> cloned() {
    return Collections.unmodifiableList(cloned);
  }

  public List<Stalled> stalled() {
    return Collections.unmodifiableList(stalled);
  }
}
