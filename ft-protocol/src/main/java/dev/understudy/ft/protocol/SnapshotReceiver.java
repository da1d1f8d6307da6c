package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;

/** The destination's end of a clone: how much of the snapshot has arrived. */
final class SnapshotReceiver {
  private long received;
  private long lastNumber;
  private long afterIndex;

  SnapshotReceiver fork() {
    SnapshotReceiver copy = new SnapshotReceiver();
    copy.received = received;
    copy.lastNumber = lastNumber;
    copy.afterIndex = afterIndex;
    return copy;
  }

  long received() {
    return received;
  }

  /** The number of the snapshot's last piece; 0 while it is not known. */
  long lastNumber() {
    return lastNumber;
  }

  /** The entry that the snapshot stands behind. */
  long afterIndex() {
    return afterIndex;
  }

  /**
   * Takes the next piece and hands it on. Any other piece is dropped, and the source repeats it.
   */
  void receive(SnapshotPiece frame, CommandSink out) {
    if (frame.number() != received + 1) {
      return;
    }
    received++;
    if (frame.last()) {
      lastNumber = frame.number();
      afterIndex = frame.afterIndex();
    }
    out.accept(new Command.TakePiece(frame.number(), frame.content()));
  }

  void digestInto(StateDigest digest) {
    digest.add(received);
    digest.add(lastNumber);
    digest.add(afterIndex);
  }
}
