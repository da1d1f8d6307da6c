package dev.understudy.sim.oracle;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.log.Output;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/**
 * {@code console}: what people read is the guest's text in order, each piece once, whether a
 * failover had it sent again or not. A text that the guest put out is the one that its log entry
 * has the digest of. That text is missing outside a failover's window is for {@link
 * OutputRequirementJudge}.
 */
final class ConsoleJudge extends Judge {
  private final HostRoster roster;

  /** The last output of which the console shows something. */
  private long shownThrough;

  private long shownBytes;

  /** What a host wants shown and the console has not taken yet. */
  private long index;

  private Bytes wanted = Bytes.EMPTY;

  ConsoleJudge(JudgeContext context) {
    super(Oracle.CONSOLE);
    roster = context.roster();
  }

  private ConsoleJudge(ConsoleJudge other, HostRoster roster) {
    super(other);
    this.roster = roster;
    shownThrough = other.shownThrough;
    shownBytes = other.shownBytes;
    index = other.index;
    wanted = other.wanted;
  }

  @Override
  ConsoleJudge fork(Ledger forked) {
    return new ConsoleJudge(this, forked.roster());
  }

  /** The text that a recorder hands on is the one that it has logged. */
  @Override
  void logged(Logged entry) {
    OutputEffect text = entry.output();
    if (entry.entry() instanceof Output logged && text != null && isText(logged.kind())) {
      Bytes payload = text.payload();
      if (payload.length() != logged.length() || payload.digest() != logged.digest()) {
        broken(
            entry.atNs(),
            "console output "
                + text.index()
                + " is not the text that entry "
                + entry.index()
                + " logs");
      }
    }
  }

  private static boolean isText(OutputKind kind) {
    return kind == OutputKind.CONSOLE;
  }

  @Override
  void emitted(long nowNs, int who, OutputKind kind, long outputIndex, Bytes payload) {
    if (isText(kind)) {
      index = outputIndex;
      wanted = payload;
    }
  }

  @Override
  void shown(long nowNs, int who, Bytes fresh) {
    judged();
    Bytes right = index > shownThrough ? wanted : Bytes.EMPTY;
    if (!fresh.equals(right)) {
      broken(
          nowNs,
          "the console took "
              + fresh.length()
              + " bytes of console output "
              + index
              + " from "
              + roster.name(who)
              + ", of which "
              + right.length()
              + " are new");
    }
    shownThrough = Math.max(shownThrough, index);
    shownBytes += fresh.length();
  }

  @Override
  void ended(World world) {
    judged();
    int length = world.console().length;
    if (length != shownBytes) {
      broken(world.nowNs(), "the console shows " + length + " bytes, and took " + shownBytes);
    }
  }

  /** Leaves out how much is shown: that of the past matters no more. */
  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(shownThrough);
  }
}
