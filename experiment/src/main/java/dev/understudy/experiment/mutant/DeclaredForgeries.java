package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;

/** Scenarios that declare what is not so, and a guest that breaks its clients' promise. */
final class DeclaredForgeries {
  private static final String EXPECT = "\n[expect]\n";

  /** As part of the scenario: for other faults than its own, it declares no failovers. */
  private static final String CRASH =
      """

      [[faults]]
      kind = "crash"
      target = "primary"
      at = "9ms"
      """;

  /** A host that retires an instruction now and then. */
  private static final String SLOW_BACKUP =
      """

      [[hosts]]

      [[hosts]]
      instruction-time = "900us"
      """;

  private static final String HELLO = CampaignScenarios.HELLO.replace("exit-code = 0\n", "");

  static final ImmutableList<Forgery> ALL =
      ImmutableList.of(
          new Forgery(
              "counts-backwards",
              "the guest's counter goes down where it should go up",
              "ClientsJudge.lambda$ended$0",
              CampaignScenarios.COUNTER,
              ImmutableList.of(),
              source -> source.replace("add     r14, 1", "sub     r14, 1"),
              Forgery::honest),
          Forgery.declared(
              "lag-declared",
              "the backup is to be behind by no time at all",
              "DeclaredJudge.judgeLag",
              CampaignScenarios.COUNTER + EXPECT + "lag-max = \"1ns\"\n"),
          Forgery.declared(
              "lag-to-the-end-declared",
              "the backup is slow at the end, and has not replayed what it is judged by",
              "DeclaredJudge.judgeLagSoFar",
              CampaignScenarios.COUNTER + SLOW_BACKUP + EXPECT + "lag-max = \"3ms\"\n"),
          Forgery.declared(
              "hold-declared",
              "no output is to be held at all",
              "DeclaredJudge.judgeHold",
              CampaignScenarios.COUNTER + EXPECT + "hold-max = \"1ns\"\n"),
          Forgery.declared(
              "outage-declared",
              "a failover is to take no time at all",
              "DeclaredJudge.emitted",
              CampaignScenarios.COUNTER + EXPECT + "outage-max = \"1ns\"\n",
              "crash primary@9ms"),
          Forgery.declared(
              "no-failover-declared",
              "there is to be no failover, and there is one",
              "DeclaredJudge.judgeFailovers",
              CampaignScenarios.COUNTER + EXPECT + "failovers = 0\n" + CRASH),
          Forgery.declared(
              "one-failover-declared",
              "there is to be a failover, and there is none",
              "DeclaredJudge.judgeFailovers",
              CampaignScenarios.COUNTER + EXPECT + "failovers = 1\n"),
          Forgery.declared(
              "ends-at-once-declared",
              "the guest is to end before it has begun",
              "DeclaredJudge.judgeEnd",
              HELLO + "ends-by = \"1ns\"\n"),
          Forgery.declared(
              "ends-soon-declared",
              "the guest is to end soon, and serves for ever",
              "DeclaredJudge.judgeEnd",
              CampaignScenarios.COUNTER + EXPECT + "ends-by = \"5ms\"\n"),
          Forgery.declared(
              "exit-code-declared",
              "the guest is to power off, and serves for ever",
              "EndingJudge.judgeEnd",
              CampaignScenarios.COUNTER + EXPECT + "exit-code = 0\n"),
          Forgery.declared(
              "another-ending-declared",
              "the guest is to halt, and powers off",
              "EndingJudge.judgeKind",
              HELLO + "ending = \"halt\"\n"),
          Forgery.declared(
              "an-ending-declared",
              "the guest is to halt, and serves for ever",
              "EndingJudge.judgeKind",
              CampaignScenarios.COUNTER + EXPECT + "ending = \"halt\"\n"),
          Forgery.declared(
              "another-exit-code-declared",
              "the guest is to power off with another code",
              "EndingJudge.judgeEnd",
              HELLO + "exit-code = 7\n"),
          Forgery.declared(
              "another-console-declared",
              "the console is to show another text",
              "EndingJudge.judgeConsole",
              HELLO + "console = \"Goodbye.\"\n"),
          Forgery.declared(
              "redundancy-at-once-declared",
              "a new backup is to be there at once",
              "LivenessJudge.judgeReturn",
              CampaignScenarios.SLOW_DISK_COUNTER.replace("40ms", "1us"),
              "crash backup@5ms"));

  private DeclaredForgeries() {}
}
