package dev.understudy.sim.world;

/** What a fault takes away until it heals. Judges go by this, and by nothing else of a fault. */
public enum FaultLoss {
  /** A host and the replica on it. Healing gives back the place, and not the replica. */
  HOST,
  /** The progress of a host, which afterwards is what it was. */
  PROGRESS,
  /** A way for frames between hosts, or between a host and the clients. */
  LINK,
  /** A way between a host and the shared disk, or the third party in its place. */
  DISK_LINK,
  /** The shared disk, or the third party in its place, for everybody. */
  DISK,
  /** Nothing but speed. */
  SPEED
}
