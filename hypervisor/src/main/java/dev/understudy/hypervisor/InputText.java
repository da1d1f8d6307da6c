package dev.understudy.sim.timeline;

import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.ft.protocol.ChannelFrame;
import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.DivergenceReport;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotAck;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;
import dev.understudy.ft.protocol.ChannelFrame.Yield;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.ReplicaStep;
import dev.understudy.hypervisor.Input;
import java.util.Locale;

/** What happened, in a few words: the labels of a timeline. */
final class Wording {
  private static final Steps STEPS = new Steps();

  private Wording() {}

  static String of(ChannelFrame frame) {
    return frame.match(
        new ChannelFrame.Cases<>() {
          @Override
          public String log(Log log) {
            return log.firstIndex() == log.lastIndex()
                ? "entry " + log.firstIndex()
                : "entries " + log.firstIndex() + " to " + log.lastIndex();
          }

          @Override
          public String ack(Ack ack) {
            return "ack " + ack.receivedThrough();
          }

          @Override
          public String heartbeat(Heartbeat heartbeat) {
            return "heartbeat " + heartbeat.highestIndex();
          }

          @Override
          public String divergenceReport(DivergenceReport report) {
            return "divergence at entry " + report.entryIndex();
          }

          @Override
          public String snapshotPiece(SnapshotPiece piece) {
            return piece.last()
                ? "piece " + piece.number() + ", the last"
                : "piece " + piece.number();
          }

          @Override
          public String snapshotAck(SnapshotAck ack) {
            return "pieces through " + ack.receivedThrough();
          }

          @Override
          public String yielded(Yield frame) {
            return "give way to you";
          }
        });
  }

  static String of(Request request) {
    return request.match(
        new Request.Cases<>() {
          @Override
          public String read(Request.Read read) {
            return "read " + read.sequence() + " of block " + read.firstBlock();
          }

          @Override
          public String write(Request.Write write) {
            return "write " + write.sequence() + " of block " + write.firstBlock();
          }

          @Override
          public String testAndSet(Request.TestAndSet ask) {
            return "test-and-set of generation " + ask.generation();
          }

          @Override
          public String renew(Request.Renew renew) {
            return "renewal of generation " + renew.generation();
          }
        });
  }

  static String of(Reply reply) {
    return reply.match(
        new Reply.Cases<>() {
          @Override
          public String readDone(Reply.ReadDone done) {
            return "read " + done.sequence() + " done";
          }

          @Override
          public String writeDone(Reply.WriteDone done) {
            return "write " + done.sequence() + " done";
          }

          @Override
          public String refused(Reply.Refused refused) {
            return "request " + refused.sequence() + " refused: " + words(refused.reason());
          }

          @Override
          public String testAndSetAnswered(Reply.TestAndSetAnswered answer) {
            return "test-and-set " + words(answer.outcome());
          }

          @Override
          public String renewAnswered(Reply.RenewAnswered answer) {
            return "renewal " + words(answer.outcome());
          }
        });
  }

  static String of(Input input) {
    if (input instanceof Input.TimerDue) {
      return "timer due";
    }
    if (input instanceof Input.KeyTyped key) {
      return "key " + key.key();
    }
    if (input instanceof Input.Ordered order) {
      return "operator: " + order.control().text();
    }
    if (input instanceof Input.DiskAnswered answer) {
      return "disk request " + answer.requestId() + " answered";
    }
    return input instanceof Input.MouseMoved ? "mouse" : "frame";
  }

  /** Empty for what is sent, which others tell, and for what is of no interest. */
  static String of(ReplicaStep step) {
    return step.either(STEPS);
  }

  private static final class Steps
      implements ReplicaStep.Either<String>, Action.Cases<String>, Note.Cases<String> {
    @Override
    public String action(Action action) {
      return action.match(this);
    }

    @Override
    public String note(Note note) {
      return note.match(this);
    }

    @Override
    public String sendChannel(Action.SendChannel action) {
      return "";
    }

    @Override
    public String sendFrame(Action.SendFrame action) {
      return "";
    }

    @Override
    public String sendStorage(Action.SendStorage action) {
      return "";
    }

    @Override
    public String showConsole(Action.ShowConsole action) {
      return "shows output " + action.outputIndex() + " on the console";
    }

    @Override
    public String announce(Action.Announce action) {
      return "claims the guest's address";
    }

    @Override
    public String armTimer(Action.ArmTimer action) {
      return "";
    }

    @Override
    public String disarmTimer(Action.DisarmTimer action) {
      return "";
    }

    @Override
    public String pace(Action.Pace action) {
      return "";
    }

    @Override
    public String end(Action.End action) {
      return "the guest ends: " + action.how().kind().text();
    }

    @Override
    public String appended(Note.Appended note) {
      return "logs entry " + note.index() + ": " + note.entry().type().text();
    }

    @Override
    public String consumed(Note.Consumed note) {
      return "has replayed entry " + note.index();
    }

    @Override
    public String marked(Note.Marked note) {
      return "";
    }

    @Override
    public String taken(Note.Taken note) {
      return "";
    }

    @Override
    public String restored(Note.Restored note) {
      return "";
    }

    @Override
    public String received(Note.Received note) {
      return "";
    }

    @Override
    public String released(Note.Released note) {
      return "lets output " + note.output().index() + " go";
    }

    @Override
    public String issued(Note.Issued note) {
      return "";
    }

    @Override
    public String followed(Note.Followed note) {
      return "";
    }

    @Override
    public String ownDiskCame(Note.OwnDiskCame note) {
      return "";
    }

    @Override
    public String ownDiskServed(Note.OwnDiskServed note) {
      return "its disk serves " + of(note.request()) + ": " + of(note.reply());
    }

    @Override
    public String readsItself(Note.ReadsItself note) {
      return "reads for itself what its guest has read: request " + note.io().requestId();
    }

    @Override
    public String stateChanged(Note.StateChanged note) {
      return "is now: " + note.to().meaning();
    }

    @Override
    public String wentLive(Note.WentLive note) {
      return "goes live behind entry " + note.drainedThrough();
    }

    @Override
    public String captured(Note.Captured note) {
      return "";
    }

    @Override
    public String cloneBegan(Note.CloneBegan note) {
      return "";
    }

    @Override
    public String cloneEnded(Note.CloneEnded note) {
      return "";
    }

    @Override
    public String installed(Note.Installed note) {
      return "";
    }

    @Override
    public String diverged(Note.Diverged note) {
      return "differs from its log";
    }

    @Override
    public String halted(Note.Halted note) {
      return "halts: " + note.reason().meaning();
    }

    @Override
    public String stalled(Note.Stalled note) {
      return note.still() ? "stands still: its log buffer is full" : "goes on";
    }

    @Override
    public String ignored(Note.Ignored note) {
      return "";
    }
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
