package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.CloneTarget;
import dev.understudy.hypervisor.Platform;

/** A guest that arrives at this host piece by piece, and the platform that it will run on. */
final class IncomingClone {
  private final CloneTarget target;
  private final Platform platform;

  IncomingClone(Platform platform) {
    this(new CloneTarget(), platform);
  }

  private IncomingClone(CloneTarget target, Platform platform) {
    this.target = target;
    this.platform = platform;
  }

  IncomingClone fork() {
    return new IncomingClone(target.fork(), platform);
  }

  void take(byte[] piece) {
    target.take(piece);
  }

  /** Makes the guest of the pieces: a replayer that stands where the source stood. */
  ReplaySide follow(ReplicaConfig config) {
    return ReplaySide.log(target.replayer(platform, config.devices(), config.seam()), config);
  }

  void digestInto(StateDigest digest) {
    target.visitPieces(digest::add);
  }
}
