package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.RenewOutcome;
import dev.understudy.disk.SharedDisk;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.RenewAnswer;
import dev.understudy.ft.protocol.TestAndSetAnswer;
import dev.understudy.hypervisor.device.PendingIo;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A replica's access to its disk and to arbitration: the shared disk for both, or a disk of its own
 * and a third party (§4.1).
 */
final class StorageSide {
  private static final long NEVER = Long.MAX_VALUE;

  private final Replica replica;
  private final StorageClient client;

  /** The replica's own disk; null where the disk is shared. */
  private final @Nullable OwnDisk own;

  private final ArrayDeque<StorageCommand> commands = new ArrayDeque<>();
  private final Consumer<StorageCommand> out = commands::add;
  private long clientWakeNs = NEVER;

  StorageSide(Replica replica, ReplicaConfig config) {
    this(
        replica,
        new StorageClient(
            replica.identity().self(), config.storageRetryNs(), config.storageRules()),
        OwnDisk.of(replica.identity().self(), config));
  }

  private StorageSide(Replica replica, StorageClient client, @Nullable OwnDisk own) {
    this.replica = replica;
    this.client = client;
    this.own = own;
  }

  /** A deep copy for a copy of the replica. */
  StorageSide forkFor(Replica copyOfReplica) {
    StorageSide copy =
        new StorageSide(copyOfReplica, client.fork(), own == null ? null : own.fork());
    copy.commands.addAll(commands);
    copy.clientWakeNs = clientWakeNs;
    return copy;
  }

  // ---- a primary's guest

  /** The guest issued a request. On a disk of its own, the request waits for no other host. */
  void issue(PendingIo io, long nowNs) {
    client.issue(io, nowNs, out);
    if (own != null) {
      client.release(io.requestId(), nowNs, out);
    }
  }

  /** The Output Rule lets a write go. */
  void release(PendingIo io, long nowNs) {
    client.release(io.requestId(), nowNs, out);
  }

  /** The log leaves out what a read brought; a backup with the same disk has to read it. */
  void awaitRepeat(long requestId) {
    if (own == null) {
      client.awaitRepeat(requestId);
    }
  }

  /**
   * Lets requests go that race with completed ones (§3.4). They wait until the entries of those
   * completions can't get lost any more, because a backup without such an entry would do the
   * request again. With a disk of its own a backup does all requests anyway, in their order.
   */
  void settleCompletions(LiveSide now, long safeThrough, long nowNs) {
    now.takeCompletionsThrough(own == null ? safeThrough : now.recorder().entries())
        .forEach(id -> client.completionAcknowledged(id, nowNs, out));
  }

  /**
   * Lets writes go that waited until every backup has read for itself what they overwrite (§4.2).
   */
  void settleRepeats(LiveSide now, long replayedByAll, long nowNs) {
    now.takeRepeatedThrough(replayedByAll).forEach(id -> client.repeated(id, nowNs, out));
  }

  // ---- a backup's guest

  /**
   * Carries out on the backup what the log leaves out: reads (§4.2), and everything on a disk of
   * its own.
   */
  void follow(ReplaySide now, long nowNs) {
    for (PendingIo io : now.replayer().takeIssued()) {
      replica.note(new Note.Followed(io));
      if (!io.write() || replica.config().storageRules().carriesOutFollowed()) {
        client.follow(io, nowNs, out);
      } else {
        now.replayer().wrote(io.requestId());
      }
    }
    for (PendingIo io : now.replayer().takeReadsDue()) {
      replica.note(new Note.ReadsItself(io));
      client.readItself(io, nowNs, out);
    }
    if (own == null && now.waitingChanged()) {
      replica.tell(new Event.AwaitsRead(now.replayer().awaitsDisk()), nowNs);
    }
  }

  /** The backup's guest has consumed an entry. */
  void consumed(ReplaySide now, long nowNs) {
    client.completionReplayed(now.replayer().justCompleted(), nowNs, out);
  }

  /**
   * How many requests a backup that goes live issues again; none where it has a disk of its own.
   */
  int reissues(List<PendingIo> pending) {
    return own == null ? pending.size() : 0;
  }

  /** Issues pending requests again: the backup goes live. */
  void goLive(List<PendingIo> pending, long nowNs) {
    client.reissue(pending, nowNs, out);
  }

  /** Lets the requests of a guest that has ended be carried out. */
  void guestIsOver(long nowNs) {
    client.guestIsOver(nowNs, out);
  }

  // ---- arbitration

  void arbitrate(long generation, long nowNs) {
    client.testAndSet(generation, replica.identity().peer(), nowNs, out);
  }

  void renew(Command.Renew command, long nowNs) {
    client.renew(command.generation(), command.joiner(), nowNs, out);
  }

  // ---- answers and time

  void answered(DiskReply reply, long nowNs) {
    client.answered(reply, nowNs, out);
  }

  void tick(long nowNs) {
    if (own != null) {
      OwnDisk.Served served;
      while ((served = own.serve(nowNs)) != null) {
        replica.note(new Note.OwnDiskServed(served.request(), served.reply()));
        client.answered(served.reply(), nowNs, out);
      }
    }
    if (nowNs >= clientWakeNs) {
      clientWakeNs = NEVER;
      client.tick(nowNs, out);
    }
  }

  /** When to call {@link #tick} next. */
  long wakeAtNs() {
    return own == null ? clientWakeNs : Math.min(clientWakeNs, own.dueNs());
  }

  // ---- the client's commands

  /** Carries out the next command of the client; false if there is none. */
  boolean carryOutNext(long nowNs) {
    StorageCommand command = commands.poll();
    if (command == null) {
      return false;
    }
    command.match(new CarryingOut(nowNs));
    return true;
  }

  /** Carries out each of the client's commands, at a time of the host's clock. */
  private final class CarryingOut implements StorageCommand.Cases<Replica> {
    private final long nowNs;

    CarryingOut(long nowNs) {
      this.nowNs = nowNs;
    }

    @Override
    public Replica send(StorageCommand.Send send) {
      if (own != null && send.request() instanceof DiskRequest.Io io) {
        own.take(io, nowNs);
        return replica;
      }
      return replica.act(new Action.SendStorage(send.request()));
    }

    @Override
    public Replica completed(StorageCommand.Completed completed) {
      replica.takeAnswer(completed.answer(), nowNs);
      return replica;
    }

    @Override
    public Replica doneItself(StorageCommand.DoneItself done) {
      ReplaySide now = replica.replaySide();
      if (now != null && !replica.halted()) {
        if (done.io().write()) {
          now.replayer().wrote(done.io().requestId());
        } else {
          now.replayer().readCame(done.io().requestId(), done.data());
        }
        follow(now, nowNs);
      }
      return replica;
    }

    @Override
    public Replica arbitrated(StorageCommand.Arbitrated arbitrated) {
      TestAndSetAnswer answer = answerOf(arbitrated.outcome());
      replica.tell(new Event.TestAndSetAnswered(arbitrated.generation(), answer), nowNs);
      return replica;
    }

    @Override
    public Replica renewed(StorageCommand.Renewed renewed) {
      RenewAnswer answer = answerOf(renewed.outcome());
      replica.tell(new Event.RenewAnswered(renewed.generation(), renewed.joiner(), answer), nowNs);
      return replica;
    }

    /**
     * Does nothing: the rival won, and the protocol learns that from its peer or from the
     * test-and-set.
     */
    @Override
    public Replica fenced(StorageCommand.Fenced fenced) {
      return replica;
    }

    @Override
    public Replica wakeAt(StorageCommand.WakeAt wake) {
      clientWakeNs = wake.atNs();
      return replica;
    }
  }

  private static RenewAnswer answerOf(RenewOutcome outcome) {
    return switch (outcome) {
      case RENEWED -> RenewAnswer.RENEWED;
      case BAD_JOINER -> RenewAnswer.BAD_JOINER;
      case LOST, STANDBY, SUPERSEDED, NO_SUCH_GENERATION, FOREIGN -> RenewAnswer.LOST;
    };
  }

  /**
   * Translates an outcome. A generation that this host is no part of is as lost as one that the
   * peer owns.
   */
  private static TestAndSetAnswer answerOf(TestAndSetOutcome outcome) {
    return switch (outcome) {
      case WON -> TestAndSetAnswer.WON;
      case LOST, FOREIGN -> TestAndSetAnswer.LOST;
      case NO_SUCH_GENERATION -> TestAndSetAnswer.NOT_YET;
      case SUPERSEDED -> TestAndSetAnswer.SUPERSEDED;
    };
  }

  // ---- the disk itself

  /** Takes a piece of a clone if it holds blocks of a disk. */
  boolean takes(byte[] piece) {
    if (own == null || !DiskCopy.isPiece(piece)) {
      return false;
    }
    DiskCopy.load(piece, own);
    return true;
  }

  /** A whole clone or checkpoint has arrived. */
  void arrived() {
    if (own != null) {
      replica.note(new Note.OwnDiskCame(own.blocks().fork()));
    }
  }

  /** The contents of this replica's own disk; null where the disk is shared. */
  @Nullable SharedDisk ownBlocks() {
    return own == null ? null : own.blocks();
  }

  void digestInto(StateDigest digest) {
    client.digestInto(digest);
    digest.add(clientWakeNs);
    if (own != null) {
      own.digestInto(digest);
    }
  }
}
