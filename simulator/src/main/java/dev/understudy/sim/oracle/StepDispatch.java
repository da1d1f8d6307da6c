package dev.understudy.sim.oracle;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.RunTrace.Logged;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells the listeners what hosts do and what happens in them. For every kind of action and note
 * there is a method that says to whom it matters; a new kind does not compile until that is
 * decided.
 */
final class StepDispatch implements Action.Cases<StepDispatch>, Note.Cases<StepDispatch> {
  private final Ledger ledger;
  private final List<RunListener> listeners;

  /** Tells the listeners what the ledger has settled. */
  private final Consumer<Logged> settles = this::settled;

  /** The time of the step that is being told. */
  private long nowNs;

  private int who;

  StepDispatch(Ledger ledger, List<RunListener> listeners) {
    this.ledger = ledger;
    this.listeners = listeners;
  }

  void tell(long atNs, int host, Action action) {
    nowNs = atNs;
    who = host;
    action.match(this);
  }

  void tell(long atNs, int host, Note note) {
    nowNs = atNs;
    who = host;
    note.match(this);
  }

  private void settled(Logged entry) {
    for (RunListener listener : listeners) {
      listener.settled(entry);
    }
  }

  /** Where the ledger tells what it has settled. */
  Consumer<Logged> settles() {
    return settles;
  }

  private StepDispatch each(Consumer<RunListener> tell) {
    for (RunListener listener : listeners) {
      tell.accept(listener);
    }
    return this;
  }

  // ---- what leaves a host

  private StepDispatch emitted(OutputKind kind, long index, Bytes payload) {
    return each(one -> one.emitted(nowNs, who, kind, index, payload));
  }

  @Override
  public StepDispatch sendFrame(Action.SendFrame send) {
    return emitted(OutputKind.NETWORK, send.outputIndex(), send.frame());
  }

  @Override
  public StepDispatch showConsole(Action.ShowConsole show) {
    return emitted(OutputKind.CONSOLE, show.outputIndex(), show.text());
  }

  @Override
  public StepDispatch end(Action.End end) {
    each(one -> one.guestEnded(end.how()));
    return emitted(end.how().kind(), end.how().index(), end.how().payload());
  }

  @Override
  public StepDispatch sendStorage(Action.SendStorage send) {
    return send.request() instanceof DiskRequest.Write write
        ? each(one -> one.wrote(nowNs, who, write))
        : this;
  }

  /** Tells that there is a frame; what is in it is looked at where it comes out of the channel. */
  @Override
  public StepDispatch sendChannel(Action.SendChannel send) {
    int to = ledger.roster().of(send.to());
    return each(one -> one.sentOnChannel(nowNs, who, to, send.frame().length));
  }

  @Override
  public StepDispatch announce(Action.Announce announce) {
    return this;
  }

  @Override
  public StepDispatch armTimer(Action.ArmTimer arm) {
    return each(one -> one.armed(who, arm));
  }

  @Override
  public StepDispatch disarmTimer(Action.DisarmTimer disarm) {
    return each(one -> one.disarmed(who));
  }

  @Override
  public StepDispatch pace(Action.Pace pace) {
    return each(one -> one.paced(who, pace.speedPerMille()));
  }

  // ---- the log

  @Override
  public StepDispatch appended(Note.Appended note) {
    Logged entry =
        new Logged(
            nowNs,
            who,
            note.index(),
            note.entry(),
            note.encoded(),
            note.sentBytes(),
            note.output(),
            note.quickHash());
    each(one -> one.logged(entry));
    ledger.logged(entry, settles);
    return this;
  }

  @Override
  public StepDispatch received(Note.Received note) {
    ledger.received(who, note.throughIndex(), settles);
    return each(one -> one.received(who, note));
  }

  @Override
  public StepDispatch consumed(Note.Consumed note) {
    return each(one -> one.consumed(nowNs, who, note.index(), note.quickHash()));
  }

  @Override
  public StepDispatch marked(Note.Marked note) {
    return each(one -> one.marked(nowNs, who, note));
  }

  // ---- what happens in a host

  @Override
  public StepDispatch taken(Note.Taken note) {
    return each(one -> one.offered(who, note.input()));
  }

  @Override
  public StepDispatch issued(Note.Issued note) {
    return each(one -> one.issued(who, note));
  }

  @Override
  public StepDispatch followed(Note.Followed note) {
    return each(one -> one.followed(who, note));
  }

  @Override
  public StepDispatch released(Note.Released note) {
    return each(one -> one.released(nowNs, note));
  }

  @Override
  public StepDispatch ownDiskCame(Note.OwnDiskCame note) {
    return each(one -> one.ownDiskCame(nowNs, who, note));
  }

  @Override
  public StepDispatch ownDiskServed(Note.OwnDiskServed note) {
    return each(one -> one.ownDiskServed(who, note));
  }

  @Override
  public StepDispatch stateChanged(Note.StateChanged note) {
    return each(one -> one.stateChanged(nowNs, who, note));
  }

  @Override
  public StepDispatch halted(Note.Halted note) {
    return each(one -> one.halted(who, note));
  }

  @Override
  public StepDispatch diverged(Note.Diverged note) {
    return each(one -> one.diverged(nowNs, who, note));
  }

  @Override
  public StepDispatch wentLive(Note.WentLive note) {
    int before = ledger.author();
    ledger.tookOver(who, note.drainedThrough(), settles);
    return each(one -> one.tookOver(nowNs, who, before, note));
  }

  /** Tells nothing: the read shows in what the guest does with it. */
  @Override
  public StepDispatch readsItself(Note.ReadsItself note) {
    return this;
  }

  @Override
  public StepDispatch stalled(Note.Stalled note) {
    return this;
  }

  @Override
  public StepDispatch ignored(Note.Ignored note) {
    return this;
  }

  // ---- new backups

  @Override
  public StepDispatch cloneBegan(Note.CloneBegan note) {
    ledger.cloneBegan(who, ledger.roster().of(note.joiner()));
    return each(RunListener::cloneBegan);
  }

  @Override
  public StepDispatch captured(Note.Captured note) {
    return each(one -> one.captured(who, note));
  }

  @Override
  public StepDispatch installed(Note.Installed note) {
    ledger.received(who, note.afterIndex(), settles);
    return each(one -> one.installed(who, note));
  }

  @Override
  public StepDispatch restored(Note.Restored note) {
    ledger.received(who, note.throughIndex(), settles);
    each(one -> one.restored(who, note));
    return each(one -> one.consumed(nowNs, who, note.throughIndex(), note.quickHash()));
  }

  @Override
  public StepDispatch cloneEnded(Note.CloneEnded note) {
    ledger.cloneEnded(who, settles);
    return each(one -> one.cloneEnded(note.how()));
  }
}
