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
import dev.understudy.hypervisor.Input;
import java.util.Locale;

/** What happened, in a few words: the labels of a timeline. */
final class Wording {
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
  static String of(Action action) {
    if (action instanceof Action.Appended entry) {
      return "logs entry " + entry.index() + ": " + entry.entry().type().text();
    }
    if (action instanceof Action.Consumed entry) {
      return "has replayed entry " + entry.index();
    }
    if (action instanceof Action.Released released) {
      return "lets output " + released.output().index() + " go";
    }
    if (action instanceof Action.ShowConsole show) {
      return "shows output " + show.outputIndex() + " on the console";
    }
    if (action instanceof Action.ReadsItself own) {
      return "reads for itself what its guest has read: request " + own.io().requestId();
    }
    if (action instanceof Action.OwnDiskServed served) {
      return "its disk serves " + of(served.request()) + ": " + of(served.reply());
    }
    if (action instanceof Action.StateChanged change) {
      return "is now: " + change.to().meaning();
    }
    if (action instanceof Action.WentLive live) {
      return "goes live behind entry " + live.drainedThrough();
    }
    if (action instanceof Action.Halted halted) {
      return "halts: " + halted.reason().meaning();
    }
    if (action instanceof Action.Diverged) {
      return "differs from its log";
    }
    if (action instanceof Action.Stalled stalled) {
      return stalled.still() ? "stands still: its log buffer is full" : "goes on";
    }
    if (action instanceof Action.End end) {
      return "the guest ends: " + end.how().kind().text();
    }
    return action instanceof Action.Announce ? "claims the guest's address" : "";
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
