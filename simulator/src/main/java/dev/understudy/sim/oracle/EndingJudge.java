package dev.understudy.sim.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.world.DeclaredBounds;
import dev.understudy.sim.world.FaultLoss;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/**
 * {@code ending}: how the guest ends, and what the console shows. That the console shows nothing
 * else and that the guest does not end otherwise holds whatever fails; that the guest ends at all
 * is a promise of liveness.
 */
final class EndingJudge extends Judge {
  private static final long NEVER = -1;

  private final DeclaredBounds declared;
  private final long lengthNs;
  private boolean maybeLost;
  private boolean switchedOff;
  private long endedNs = NEVER;

  EndingJudge(JudgeContext context) {
    super(Oracle.ENDING);
    this.declared = context.setup().declared();
    this.lengthNs = context.setup().deadlineNs();
  }

  private EndingJudge(EndingJudge other) {
    super(other);
    declared = other.declared;
    lengthNs = other.lengthNs;
    maybeLost = other.maybeLost;
    switchedOff = other.switchedOff;
    endedNs = other.endedNs;
  }

  @Override
  EndingJudge fork(Ledger forked) {
    return new EndingJudge(this);
  }

  @Override
  void judgeSafetyOnly() {
    maybeLost = true;
  }

  @Override
  void guestStopped() {
    maybeLost = true;
  }

  /**
   * Notes that an operator switches the guest off, before it comes to its own end or right after
   * it.
   */
  @Override
  void ordered(long nowNs, Operation operation) {
    switchedOff |= operation.ofGuest().filter(Control.POWER_OFF::equals).isPresent();
  }

  @Override
  void emitted(long nowNs, int who, OutputKind kind, long index, Bytes payload) {
    if (kind.isLast() && endedNs == NEVER) {
      endedNs = nowNs;
    }
  }

  /** The guest is to have ended by the end of the longest run, and once somebody serves it. */
  @Override
  void judgeDeadlines(World world, RunEnd end) {
    boolean lost = maybeLost || crashes(world) > 1;
    long dueNs = Math.max(lengthNs, end.servedDueNs());
    declared.ending().ifPresent(kind -> judgeKind(world, end, dueNs, kind, lost));
    declared.exitCode().ifPresent(code -> judgeEnd(world, end, dueNs, code, lost));
    boolean partly = switchedOff || (world.end() == null && (lost || end.isBefore(dueNs)));
    declared.console().ifPresent(text -> judgeConsole(world, text, partly));
  }

  private static long crashes(World world) {
    return world.faultInjector().struck().stream()
        .filter(struck -> struck.fault().effect().loss() == FaultLoss.HOST)
        .count();
  }

  private void judgeKind(World world, RunEnd runEnd, long dueNs, OutputKind kind, boolean lost) {
    String wanted = "the guest was to end with " + kind.text();
    var end = world.end();
    if (switchedOff || (end == null && lost)) {
      findings().unjudged(1);
    } else if (end == null) {
      findings().expectBy(runEnd, dueNs, false, wanted + ", and nobody saw it end");
    } else {
      String seen = ", and ended with " + end.how().kind().text();
      findings().expect(end.how().kind() == kind, endedNs(world), wanted + seen);
    }
  }

  private void judgeEnd(World world, RunEnd runEnd, long dueNs, long code, boolean lost) {
    String wanted = "the guest was to power off with exit code " + code;
    var end = world.end();
    if (switchedOff) {
      findings().unjudged(1);
    } else if (end != null) {
      boolean asWanted = end.how().kind() == OutputKind.POWER_OFF && end.how().exitCode() == code;
      findings()
          .expect(
              asWanted,
              endedNs(world),
              wanted
                  + ", and ended with "
                  + (end.how().kind() == OutputKind.POWER_OFF
                      ? end.how().exitCode()
                      : end.how().kind().text()));
    } else if (lost) {
      findings().unjudged(1);
    } else {
      findings().expectBy(runEnd, dueNs, false, wanted + ", and nobody saw it end");
    }
  }

  /**
   * Judges the console of a guest that goes on, was lost or was switched off: it shows a beginning
   * of the text.
   */
  private void judgeConsole(World world, String text, boolean partly) {
    String shown = new String(world.console(), UTF_8);
    findings()
        .expect(
            partly ? text.startsWith(shown) : text.equals(shown),
            endedNs(world),
            "the console shows "
                + shown.length()
                + " characters that are not "
                + (partly ? "a beginning of " : "")
                + "the "
                + text.length()
                + " declared");
  }

  /** When the outside saw the guest end; without an end, how long it was watched. */
  private long endedNs(World world) {
    return endedNs == NEVER ? world.nowNs() : endedNs;
  }

  /** Adds one bit: else this judge looks at the console and at how the world ends. */
  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(switchedOff);
    digest.add(endedNs);
  }
}
