package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.FrameReceived;
import dev.understudy.hypervisor.log.StateMark;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.world.World;
import java.util.function.UnaryOperator;

/** What judges are told of hosts, once otherwise than it was. */
final class ToldForgeries {
  /** A block of the disk that no guest of these scenarios writes to. */
  private static final long NOBODYS_BLOCK = 1000;

  private static final String ASYNC = "\n[replication]\nstrategy = \"async\"\n";

  private static final String DISK_WRITER =
      CampaignScenarios.DISK_WRITER.replace("[expect]\nexit-code = 0\n", "");

  private static final String OWN_DISK_WRITER =
      CampaignScenarios.OWN_DISK_WRITER.replace("[expect]\nexit-code = 0\n", "");

  private static final String CRASH = "crash primary@6500us";

  static final ImmutableList<Forgery> ALL =
      ImmutableList.of(
          Forgery.told(
              "written-by-nobody",
              "a block changes that nobody has written to",
              "DiskJudge.ended",
              DISK_WRITER,
              WrittenByNobody::new),
          Forgery.told(
              "own-block-changed",
              "a block of a host's own disk changes that its guest did not write to",
              "OwnDisksJudge.ended",
              OWN_DISK_WRITER,
              OwnBlockChanged::new),
          Forgery.told(
              "own-read-garbled",
              "a read of a host's own disk brings other bytes",
              "OwnDisksJudge.logged",
              CampaignScenarios.OWN_RACER.replace("[expect]\nexit-code = 0\n", ""),
              jury -> new OtherEntry(jury, ToldForgeries::garbled)),
          Forgery.told(
              "frame-from-nowhere",
              "a host logs a frame that no network has brought",
              "InputsJudge.logged",
              CampaignScenarios.COUNTER,
              NotOffered::new),
          Forgery.told(
              "completed-unasked",
              "a host logs that a request is done which its guest has not made",
              "InputsJudge.judgeCompletion",
              DISK_WRITER,
              NotIssued::new),
          Forgery.told(
              "completed-unserved",
              "a host logs that a request is done which the disk has not served",
              "InputsJudge.judgeCompletion",
              DISK_WRITER,
              NotServed::new),
          Forgery.told(
              "another-register",
              "a register of the backup's machine is another one behind an entry",
              "LockstepJudge.consumed",
              CampaignScenarios.COUNTER,
              OtherRegister::new),
          Forgery.told(
              "another-byte",
              "a byte of the backup's memory is another one at a state mark",
              "LockstepJudge.marked",
              CampaignScenarios.BUSY_COUNTER.replace("requests = 40", "requests = 120"),
              OtherMark::new),
          Forgery.told(
              "speaks-after-its-death",
              "an output leaves the host that has lost, behind what the winner's log has of it",
              "OneChainJudge.emitted",
              CampaignScenarios.COUNTER + ASYNC,
              jury -> new OtherOutput(jury, 1, 3, (host, send) -> 0, (host, send) -> send),
              CRASH),
          Forgery.told(
              "two-winners",
              "the disk names a second survivor",
              "OneChainJudge.served",
              CampaignScenarios.COUNTER,
              TwoWinners::new,
              CRASH),
          Forgery.told(
              "repeated-in-the-window",
              "a new primary sends one output twice",
              "OutputRequirementJudge.emitted",
              CampaignScenarios.BUSY_COUNTER,
              SentTwice::new,
              "cut channel:host-2:host-1@4ms+5ms",
              "crash host-1@6ms"),
          Forgery.told(
              "another-frame",
              "an output has another byte than the guest sent",
              "OutputRequirementJudge.judge",
              CampaignScenarios.COUNTER,
              jury ->
                  new OtherOutput(
                      jury, 0, 3, (host, send) -> host, (host, send) -> withOtherByte(send))),
          Forgery.told(
              "long-left",
              "an output leaves that is known to have left, on another device",
              "OutputRequirementJudge.judge",
              CampaignScenarios.COUNTER,
              jury -> new Added(jury, 1),
              CRASH),
          Forgery.told(
              "never-made",
              "an output leaves that the guest has not made",
              "OutputRequirementJudge.ended",
              CampaignScenarios.COUNTER,
              jury -> new Added(jury, 1_000_000),
              CRASH),
          Forgery.told(
              "log-damaged",
              "the survivor's log has another byte",
              "OutputRequirementJudge.ended",
              CampaignScenarios.COUNTER,
              Damaged::new),
          Forgery.told(
              "epoch-cut-short",
              "an input reaches the guest before its epoch is over",
              "WaitingJudge.judgeEpoch",
              CampaignScenarios.EPOCHS,
              TooEarly::new));

  private ToldForgeries() {}

  // ---- what is made of an entry

  private static Entry garbled(Entry entry) {
    if (entry instanceof DiskCompleted done && done.data().length() > 0) {
      byte[] data = done.data().toArray();
      data[0]++;
      return new DiskCompleted(
          done.count(), done.check(), done.requestId(), done.ok(), Bytes.wrap(data));
    }
    return entry;
  }

  private static Action.SendFrame withOtherByte(Action.SendFrame send) {
    byte[] frame = send.frame().toArray();
    frame[0]++;
    return new Action.SendFrame(send.outputIndex(), Bytes.wrap(frame));
  }

  // ---- who tells it

  private static final class WrittenByNobody extends FalseWitness {
    WrittenByNobody(Jury jury) {
      super(jury);
    }

    @Override
    void over(World world) {
      int host = world.primary().orElse(0);
      world
          .disk()
          .apply(
              new DiskRequest.Write(
                  world.incarnationOf(host),
                  1_000_000,
                  NOBODYS_BLOCK,
                  Bytes.wrap(new byte[SharedDisk.BLOCK_BYTES])));
    }
  }

  private static final class OwnBlockChanged extends FalseWitness {
    OwnBlockChanged(Jury jury) {
      super(jury);
    }

    @Override
    void over(World world) {
      byte[] data = new byte[SharedDisk.BLOCK_BYTES];
      data[0] = 1;
      var replica = world.replica(0);
      if (replica != null) {
        replica.ownDisk().ifPresent(disk -> disk.load(NOBODYS_BLOCK, Bytes.wrap(data)));
      }
    }
  }

  /** Tells of one entry that it is another one; its bytes stay as they were. */
  private static final class OtherEntry extends FalseWitness {
    private final UnaryOperator<Entry> other;
    private boolean done;

    OtherEntry(Jury jury, UnaryOperator<Entry> other) {
      super(jury);
      this.other = other;
    }

    @Override
    public void noted(long nowNs, int host, Note note) {
      if (!done && note instanceof Note.Appended logged) {
        Entry instead = other.apply(logged.entry());
        done = instead != logged.entry();
        super.noted(
            nowNs,
            host,
            new Note.Appended(
                logged.index(),
                instead,
                logged.encoded(),
                logged.sentBytes(),
                logged.output(),
                logged.quickHash()));
      } else {
        super.noted(nowNs, host, note);
      }
    }
  }

  private static final class NotOffered extends FalseWitness {
    NotOffered(Jury jury) {
      super(jury);
    }

    @Override
    public void offered(long nowNs, int host, Input input, boolean taken) {
      if (!(input instanceof Input.FrameArrived) || !taken || !isTheTime(24)) {
        super.offered(nowNs, host, input, taken);
      }
    }
  }

  private static final class NotIssued extends FalseWitness {
    NotIssued(Jury jury) {
      super(jury);
    }

    @Override
    public void noted(long nowNs, int host, Note note) {
      if (!(note instanceof Note.Issued) || !isTheTime(2)) {
        super.noted(nowNs, host, note);
      }
    }
  }

  private static final class NotServed extends FalseWitness {
    NotServed(Jury jury) {
      super(jury);
    }

    @Override
    public void served(long nowNs, DiskRequest request, DiskReply reply) {
      if (!(request instanceof DiskRequest.Write) || !isTheTime(2)) {
        super.served(nowNs, request, reply);
      }
    }
  }

  private static final class OtherRegister extends FalseWitness {
    OtherRegister(Jury jury) {
      super(jury);
    }

    @Override
    public void noted(long nowNs, int host, Note note) {
      boolean other = note instanceof Note.Consumed && isTheTime(9);
      super.noted(nowNs, host, other ? otherHash((Note.Consumed) note) : note);
    }

    private static Note otherHash(Note.Consumed note) {
      return new Note.Consumed(note.index(), note.quickHash() + 1);
    }
  }

  private static final class OtherMark extends FalseWitness {
    OtherMark(Jury jury) {
      super(jury);
    }

    @Override
    public void noted(long nowNs, int host, Note note) {
      super.noted(nowNs, host, note instanceof Note.Marked marked ? other(marked) : note);
    }

    private static Note other(Note.Marked note) {
      StateMark own = note.own();
      return new Note.Marked(
          note.index(), new StateMark(own.count(), own.check(), own.hashHigh() + 1, own.hashLow()));
    }
  }

  /** What is told of an output instead. */
  private interface Told<R> {
    R of(int host, Action.SendFrame send);
  }

  /** Tells of one output of a host that it was another one, or left another host. */
  private static final class OtherOutput extends FalseWitness {
    private final int who;
    private final int nth;
    private final Told<Integer> host;
    private final Told<Action.SendFrame> send;

    OtherOutput(Jury jury, int who, int nth, Told<Integer> host, Told<Action.SendFrame> send) {
      super(jury);
      this.who = who;
      this.nth = nth;
      this.host = host;
      this.send = send;
    }

    @Override
    public void did(long nowNs, int from, Action action) {
      if (from == who && action instanceof Action.SendFrame frame && isTheTime(nth)) {
        super.did(nowNs, host.of(from, frame), send.of(from, frame));
      } else {
        super.did(nowNs, from, action);
      }
    }
  }

  private static final class TwoWinners extends FalseWitness {
    TwoWinners(Jury jury) {
      super(jury);
    }

    @Override
    void over(World world) {
      jury()
          .served(
              world.nowNs(),
              new DiskRequest.TestAndSet(1, 0, 2),
              new DiskReply.TestAndSetAnswered(1, 0, TestAndSetOutcome.WON));
    }
  }

  /** Tells of the first output of the new primary twice. */
  private static final class SentTwice extends FalseWitness {
    SentTwice(Jury jury) {
      super(jury);
    }

    @Override
    public void did(long nowNs, int host, Action action) {
      super.did(nowNs, host, action);
      if (host == 1 && action instanceof Action.SendFrame && isTheTime(1)) {
        super.did(nowNs, host, action);
      }
    }
  }

  /** Tells of one more output of the new primary, on a device that the guest does not use. */
  private static final class Added extends FalseWitness {
    private final long index;

    Added(Jury jury, long index) {
      super(jury);
      this.index = index;
    }

    @Override
    public void did(long nowNs, int host, Action action) {
      super.did(nowNs, host, action);
      if (host == 1 && action instanceof Action.SendFrame && isTheTime(6)) {
        super.did(nowNs, host, new Action.ShowConsole(index, 0, Bytes.wrap(new byte[1])));
      }
    }
  }

  /** Tells of the bytes of one entry otherwise than they were; the hosts have the right ones. */
  private static final class Damaged extends FalseWitness {
    Damaged(Jury jury) {
      super(jury);
    }

    @Override
    public void noted(long nowNs, int host, Note note) {
      if (note instanceof Note.Appended logged
          && logged.entry() instanceof FrameReceived
          && isTheTime(20)) {
        byte[] bytes = logged.encoded().clone();
        bytes[bytes.length - 1]++;
        super.noted(
            nowNs,
            host,
            new Note.Appended(
                logged.index(),
                logged.entry(),
                bytes,
                logged.sentBytes(),
                logged.output(),
                logged.quickHash()));
      } else {
        super.noted(nowNs, host, note);
      }
    }
  }

  /** Tells of an input half an epoch before it was. */
  private static final class TooEarly extends FalseWitness {
    private static final long EARLY_NS = 600_000;

    TooEarly(Jury jury) {
      super(jury);
    }

    @Override
    public void noted(long nowNs, int host, Note note) {
      boolean input =
          note instanceof Note.Appended logged && logged.entry() instanceof FrameReceived;
      super.noted(input && isTheTime(5) ? nowNs - EARLY_NS : nowNs, host, note);
    }
  }
}
