package dev.understudy.sim.jury;

import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.hypervisor.log.Payload;
import dev.understudy.hypervisor.log.StateMark;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Findings;
import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/**
 * One promise, judged along with the world. Who did something is told by its number in the {@link
 * Cast}; times are virtual.
 *
 * <p>A judge hears what it asks for by overriding; it keeps what can still matter.
 */
abstract class Judge {
  private final Findings findings;

  Judge(Oracle oracle) {
    this.findings = new Findings(oracle);
  }

  Judge(Judge other) {
    this.findings = other.findings.fork();
  }

  /** A copy that goes its own way, with the copy of the ledger. */
  abstract Judge fork(Ledger forked);

  /** What it found, and how much it judged. */
  final Findings findings() {
    return findings;
  }

  final void judged() {
    findings.judged();
  }

  final void broken(long atNs, String text) {
    findings.broken(atNs, text);
  }

  // ---- what hosts do

  /** A recorder logged an entry. */
  void logged(Logged entry) {}

  /** An entry belongs to the survivor's log for good, whoever survives. */
  void settled(Logged entry) {}

  /** A replayer has a state mark behind it; its own guest would have made this one. */
  void marked(long nowNs, int who, long index, StateMark own) {}

  /** A replayer has an entry behind it. */
  void consumed(long nowNs, int who, long index, long quickHash) {}

  /** An output leaves a host. */
  void emitted(long nowNs, int who, OutputKind kind, long index, Payload payload) {}

  /** A write leaves a host for the disk. */
  void wrote(long nowNs, int who, Request.Write write) {}

  /** Anything else that happened in a host. */
  void noted(long nowNs, int who, Note note) {}

  /** A backup went live; what is settled of the log before is known by now. */
  void tookOver(long nowNs, int who, long drainedThrough) {}

  // ---- what the world does

  /** A host started; its number is the next one. */
  void started() {}

  void served(long nowNs, Request request, Reply reply) {}

  void offered(int who, Input input) {}

  /** A fault struck. */
  void struck(long nowNs, Fault fault) {}

  /**
   * Whoever waits for something asked for at this time or later may go on waiting: the world is
   * looked at before it is over, or ({@link Long#MIN_VALUE}) more went wrong than is provided for.
   */
  void pardon(long sinceNs) {}

  /** Looks at what can't be heard, and forgets what is decided: before the world is forked. */
  void look(World world) {}

  /** The world is over. */
  void ended(World world) {}

  /**
   * Adds what can still matter of what it keeps: equal digests, equal verdicts from here on. Hosts
   * that do nothing any more stay out of it.
   */
  abstract void digestInto(StateDigest digest, IntPredicate live);
}
