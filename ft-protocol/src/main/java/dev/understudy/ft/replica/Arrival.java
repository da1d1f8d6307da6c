package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.CloneTarget;
import dev.understudy.hypervisor.Platform;

/** A guest on its way to this host, piece by piece, and what it will run on. */
final class Arrival {
  private final CloneTarget target;
  private final Platform platform;

  Arrival(Platform platform) {
    this(new CloneTarget(), platform);
  }

  private Arrival(CloneTarget target, Platform platform) {
    this.target = target;
    this.platform = platform;
  }

  Arrival fork() {
    return new Arrival(target.fork(), platform);
  }

  void take(byte[] piece) {
    target.take(piece);
  }

  /** The guest, standing where the source's stood. */
  Following follow(ReplicaConfig config) {
    return Following.log(target.replayer(platform, config.devices(), config.seam()), config);
  }

  void digestInto(StateDigest digest) {
    target.visitPieces(digest::add);
  }
}
