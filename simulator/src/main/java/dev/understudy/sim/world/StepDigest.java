package dev.understudy.sim.world;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.device.PendingIo;

/**
 * Adds all that can be observed of a replica's step, field by field: which kind it is comes first.
 * Texts for people stay out, so that to say something better changes no hash.
 */
final class StepDigest implements Action.Cases<StateDigest>, Note.Cases<StateDigest> {
  private final StateDigest digest;
  private final DiskTrafficDigest traffic;

  StepDigest(StateDigest digest) {
    this.digest = digest;
    this.traffic = new DiskTrafficDigest(digest);
  }

  private StateDigest add(long... numbers) {
    for (long number : numbers) {
      digest.add(number);
    }
    return digest;
  }

  private StateDigest add(Bytes bytes) {
    digest.add(bytes);
    return digest;
  }

  private StateDigest add(byte[] bytes) {
    return add(Bytes.wrap(bytes));
  }

  private StateDigest add(PendingIo io) {
    add(io.requestId(), io.write() ? 1 : 0, io.block(), io.blocks(), io.address(), io.tag());
    return add(io.data());
  }

  // ---- actions

  @Override
  public StateDigest sendChannel(Action.SendChannel send) {
    add(1, send.to());
    return add(send.frame());
  }

  @Override
  public StateDigest sendFrame(Action.SendFrame send) {
    add(2, send.outputIndex());
    return add(send.frame());
  }

  @Override
  public StateDigest sendStorage(Action.SendStorage send) {
    add(3);
    return traffic.add(send.request());
  }

  @Override
  public StateDigest showConsole(Action.ShowConsole show) {
    add(4, show.outputIndex(), show.offset());
    return add(show.text());
  }

  @Override
  public StateDigest announce(Action.Announce announce) {
    return add(5, announce.address(), announce.tenure());
  }

  @Override
  public StateDigest armTimer(Action.ArmTimer arm) {
    return add(6, arm.arming(), arm.atHostNs());
  }

  @Override
  public StateDigest disarmTimer(Action.DisarmTimer disarm) {
    return add(7);
  }

  @Override
  public StateDigest pace(Action.Pace pace) {
    return add(8, pace.speedPerMille());
  }

  @Override
  public StateDigest end(Action.End end) {
    return add(9, end.how().index(), end.how().kind().ordinal(), end.how().exitCode());
  }

  // ---- notes

  @Override
  public StateDigest appended(Note.Appended entry) {
    add(20, entry.index(), entry.quickHash());
    return add(entry.encoded());
  }

  @Override
  public StateDigest consumed(Note.Consumed entry) {
    return add(21, entry.index(), entry.quickHash());
  }

  @Override
  public StateDigest marked(Note.Marked mark) {
    return add(22, mark.index(), mark.own().count(), mark.own().hashHigh(), mark.own().hashLow());
  }

  @Override
  public StateDigest taken(Note.Taken taken) {
    add(23);
    taken.input().digestInto(digest);
    return digest;
  }

  @Override
  public StateDigest restored(Note.Restored restored) {
    return add(24, restored.throughIndex(), restored.quickHash());
  }

  /** What was received is in the chain of who sent it. */
  @Override
  public StateDigest received(Note.Received entries) {
    return add(25, entries.firstIndex(), entries.throughIndex());
  }

  @Override
  public StateDigest released(Note.Released released) {
    add(26, released.output().index(), released.entryIndex(), released.heldNs());
    return add(released.output().payload());
  }

  @Override
  public StateDigest issued(Note.Issued issued) {
    add(27);
    return add(issued.io());
  }

  @Override
  public StateDigest followed(Note.Followed followed) {
    add(28);
    return add(followed.io());
  }

  @Override
  public StateDigest ownDiskCame(Note.OwnDiskCame came) {
    return add(29, came.contents().high(), came.contents().low());
  }

  @Override
  public StateDigest ownDiskServed(Note.OwnDiskServed served) {
    add(30);
    traffic.add(served.request());
    return traffic.add(served.reply());
  }

  @Override
  public StateDigest readsItself(Note.ReadsItself reads) {
    add(31);
    return add(reads.io());
  }

  @Override
  public StateDigest stateChanged(Note.StateChanged changed) {
    return add(32, changed.from().ordinal(), changed.to().ordinal());
  }

  @Override
  public StateDigest wentLive(Note.WentLive live) {
    return add(33, live.drainedThrough(), live.guestClockNs(), live.resent(), live.reissued());
  }

  @Override
  public StateDigest captured(Note.Captured captured) {
    return add(34, captured.afterIndex());
  }

  @Override
  public StateDigest cloneBegan(Note.CloneBegan began) {
    return add(35, began.joiner());
  }

  @Override
  public StateDigest cloneEnded(Note.CloneEnded ended) {
    add(36, ended.generation(), ended.joiner(), ended.how().ordinal());
    return add(ended.rounds(), ended.pauseNs());
  }

  @Override
  public StateDigest installed(Note.Installed installed) {
    return add(37, installed.afterIndex(), installed.quickHash());
  }

  @Override
  public StateDigest diverged(Note.Diverged diverged) {
    var where = diverged.divergence();
    return add(38, where.entryIndex(), where.count(), where.pc());
  }

  @Override
  public StateDigest halted(Note.Halted halted) {
    return add(39, halted.reason().ordinal());
  }

  @Override
  public StateDigest stalled(Note.Stalled stalled) {
    return add(40, stalled.still() ? 1 : 0);
  }

  @Override
  public StateDigest ignored(Note.Ignored ignored) {
    return add(41, ignored.reason().ordinal());
  }
}
