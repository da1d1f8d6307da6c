package dev.understudy.ft.protocol;

import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.DivergenceReport;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotAck;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;
import dev.understudy.ft.protocol.ChannelFrame.Yield;

/** Frames of the logging channel in a few words, for reports, timelines and diagrams. */
public final class FrameText {
  private FrameText() {}

  public static String of(ChannelFrame frame) {
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
}
