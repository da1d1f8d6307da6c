package dev.understudy.sim.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

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
  private final DeclaredBounds declared;
  private boolean mayGoOn;
  private boolean switchedOff;

  EndingJudge(JudgeContext context) {
    super(Oracle.ENDING);
    this.declared = context.setup().declared();
  }

  private EndingJudge(EndingJudge other) {
    super(other);
    declared = other.declared;
    mayGoOn = other.mayGoOn;
    switchedOff = other.switchedOff;
  }

  @Override
  EndingJudge fork(Ledger forked) {
    return new EndingJudge(this);
  }

  /** Lets the guest go on: the world is looked at before it is over, or the guest may be lost. */
  @Override
  void allowWaitingSince(long sinceNs) {
    mayGoOn = true;
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
  void ended(World world) {
    boolean maybeLost = mayGoOn || crashes(world) > 1;
    declared.exitCode().ifPresent(code -> judgeEnd(world, code, maybeLost));
    declared.console().ifPresent(text -> judgeConsole(world, text, maybeLost));
  }

  private static long crashes(World world) {
    return world.faultInjector().struck().stream()
        .filter(struck -> struck.fault().effect().loss() == FaultLoss.HOST)
        .count();
  }

  private void judgeEnd(World world, long code, boolean maybeLost) {
    String wanted = "the guest was to power off with exit code " + code;
    var end = world.end();
    if (switchedOff) {
      findings().unjudged(1);
    } else if (end != null) {
      boolean asWanted = end.how().kind() == OutputKind.POWER_OFF && end.how().exitCode() == code;
      findings()
          .expect(
              asWanted,
              world.nowNs(),
              wanted
                  + ", and ended with "
                  + (end.how().kind() == OutputKind.POWER_OFF
                      ? end.how().exitCode()
                      : end.how().kind().text()));
    } else if (maybeLost) {
      findings().unjudged(1);
    } else {
      findings().expect(false, world.nowNs(), wanted + ", and nobody saw it end");
    }
  }

  /**
   * Judges the console of a guest that goes on, was lost or was switched off: it shows a beginning
   * of the text.
   */
  private void judgeConsole(World world, String text, boolean maybeLost) {
    String shown = new String(world.console(), UTF_8);
    boolean partly = switchedOff || (world.end() == null && maybeLost);
    findings()
        .expect(
            partly ? text.startsWith(shown) : text.equals(shown),
            world.nowNs(),
            "the console shows "
                + shown.length()
                + " characters that are not "
                + (partly ? "a beginning of " : "")
                + "the "
                + text.length()
                + " declared");
  }

  /** Adds one bit: else this judge looks at the console and at how the world ends. */
  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(switchedOff);
  }
}
