package dev.understudy.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.hypervisor.device.Effect.Ended;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Chronicle;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.run.Account;
import dev.understudy.sim.scenario.Scenario;
import dev.understudy.sim.world.Fault.Blow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a scenario expects of its guest whatever fails: that it ends, how, and with what text. */
public final class Expectations {
  private final Scenario scenario;
  private final Account account;
  private final List<Breach> breaches = new ArrayList<>();

  private Expectations(Scenario scenario, Account account) {
    this.scenario = scenario;
    this.account = account;
  }

  /** What of it did not come true. Where two hosts died, nothing is expected any more. */
  public static Verdict judge(Scenario scenario, Account account, Chronicle chronicle) {
    Expectations expectations = new Expectations(scenario, account);
    long crashes =
        account.faultsApplied().stream()
            .filter(struck -> struck.fault().blow() instanceof Blow.Crash)
            .count();
    if (account.end() != null) {
      expectations.ended(account.end().how());
    } else if (crashes < 2) {
      expectations.stillRunning(chronicle);
    }
    long judged =
        Stream.of(scenario.expect().exitCode(), expectations.expectedConsole())
            .filter(Optional::isPresent)
            .count();
    return new Verdict(Outcome.EXPECTATION, judged, 0, expectations.breaches);
  }

  private void broken(String text) {
    breaches.add(new Breach(Outcome.EXPECTATION, account.virtualTimeNs(), text));
  }

  /** A primary may die with the last outputs in its hands: then its backup ends unseen with it. */
  private void stillRunning(Chronicle chronicle) {
    boolean endedUnseen =
        chronicle.halted().stream().anyMatch(halted -> halted.reason() == HaltReason.FINISHED);
    if (scenario.expect().exitCode().isPresent() && !endedUnseen) {
      broken(
          "the guest was to power off with exit code "
              + scenario.expect().exitCode().get()
              + ", and has not: "
              + account.story().ending().text());
    }
  }

  private void ended(Ended how) {
    scenario
        .expect()
        .exitCode()
        .filter(code -> how.kind() != OutputKind.POWER_OFF || how.exitCode() != code)
        .ifPresent(
            code ->
                broken(
                    "the guest was to power off with exit code "
                        + code
                        + ", and ended otherwise: "
                        + account.story().ending().text()));
    String console = new String(account.console(), UTF_8);
    expectedConsole()
        .filter(expected -> !expected.equals(console))
        .ifPresent(
            expected ->
                broken(
                    "the console shows "
                        + console.length()
                        + " characters that are not the "
                        + expected.length()
                        + " expected"));
  }

  private Optional<String> expectedConsole() {
    Optional<String> own = scenario.expect().console();
    return own.isPresent() ? own : Programs.find(scenario.program()).flatMap(Program::expected);
  }
}
