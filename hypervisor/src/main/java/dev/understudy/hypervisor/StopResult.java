package dev.understudy.hypervisor;

/** Why a run returned. The guest is always between two instructions then. */
public enum StopResult {
  /** The count asked for is reached. */
  COUNT,
  /** Recorder: something was recorded just now, at the machine's present count. */
  SEAM,
  /** Recorder: the guest waits for an interrupt. */
  IDLE,
  /** Replayer: no further entry is held. */
  STALLED,
  /** The guest halted, powered off or faulted, or the replay diverged. */
  ENDED
}
