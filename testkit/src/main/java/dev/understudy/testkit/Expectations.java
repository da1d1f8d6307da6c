package dev.understudy.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.hypervisor.device.Effect.Ended;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.run.Account;
import dev.understudy.sim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a scenario expects of its guest whatever fails: that it ends, how, and with what text. */
final class Expectations {
  private final Scenario scenario;
  private final Account account;
  private final List<Breach> breaches = new ArrayList<>();

  private Expectations(Scenario scenario, Account account) {
    this.scenario = scenario;
    this.account = account;
  }

  static List<Breach> judge(Scenario scenario, Account account) {
    Expectations expectations = new Expectations(scenario, account);
    if (account.end() == null) {
      expectations.stillRunning();
    } else {
      expectations.ended(account.end().how());
    }
    return expectations.breaches;
  }

  private void broken(String text) {
    breaches.add(new Breach(Outcome.EXPECTATION, account.virtualTimeNs(), text));
  }

  private void stillRunning() {
    if (scenario.expect().exitCode().isPresent()) {
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
