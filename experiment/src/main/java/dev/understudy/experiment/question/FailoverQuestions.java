package dev.understudy.experiment.question;

import static dev.understudy.experiment.question.Claims.broken;
import static dev.understudy.experiment.question.Claims.finding;
import static dev.understudy.experiment.question.Claims.kept;
import static dev.understudy.experiment.question.Claims.ms;
import static dev.understudy.experiment.question.Claims.report;
import static dev.understudy.experiment.question.Claims.takeover;
import static dev.understudy.experiment.question.Claims.verdict;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Failover;
import dev.understudy.ft.protocol.HaltReason;

/** Who goes on, how it is decided, and what it takes. */
final class FailoverQuestions {

  static final ImmutableList<Question> ALL =
      ImmutableList.of(
          new Question(
              "pending-io",
              "Which disk requests are pending at a failover, and may they be issued again?",
              "The primary dies with eight writes under way. The backup can't know which of them"
                  + " the disk has carried out. Should it repeat them?",
              ImmutableList.of(
                  Scene.run("disklog", "crash primary@5ms"),
                  Scene.run("disklog", "crash primary@5ms").with("pending-io-forgotten")),
              ImmutableList.of(
                  outcomes ->
                      finding(
                          takeover(outcomes.get(0)).reissued() > 0,
                          takeover(outcomes.get(0)).reissued()
                              + " requests were issued again by the host that went live"),
                  outcomes ->
                      finding(
                          verdict(outcomes.get(0), "disk").judged() > 0,
                          verdict(outcomes.get(0), "disk").judged()
                              + " blocks were compared with what the survivor wrote"),
                  kept(0),
                  outcomes ->
                      finding(
                          !outcomes.get(1).isKept(),
                          "if they are forgotten, the guest waits for them for ever")),
              ImmutableList.of(
                  "Pending is what was issued and has no completion in the log. To write the same"
                      + " bytes to the same block again is harmless, as long as nothing else was"
                      + " written there meanwhile: racing requests are sent one after the other,"
                      + " and a completion counts only once its entry is acknowledged.",
                  "The data is that of the moment of issue: it is kept outside guest memory, which"
                      + " may have changed."),
              ImmutableList.of(
                  "paper §3.4", "`StorageClient.reissue`", "`StorageRules.race`", "`DiskJudge`")),
          new Question(
              "test-and-set",
              "What exactly is the test-and-set, and what if the disk can't be reached?",
              "The primary dies while the disk is out for 30 ms. When does the backup go live?",
              ImmutableList.of(
                  Scene.run("counter", "disk-outage disk@4ms+30ms", "crash primary@5ms")),
              ImmutableList.of(
                  outcomes ->
                      finding(
                          takeover(outcomes.get(0)).liveNs() > 34_000_000,
                          "the backup missed its primary at "
                              + ms(takeover(outcomes.get(0)).suspectedNs())
                              + ", and went live at "
                              + ms(takeover(outcomes.get(0)).liveNs())
                              + ", when the disk was back"),
                  kept(0)),
              ImmutableList.of(
                  "One variable on the shared disk for each generation of the pair. Who asks first"
                      + " is its owner, and by that same step the other may write no more. Who asks"
                      + " again hears the same answer, so that a lost reply does no harm: a naive"
                      + " retry would lose to itself, and nobody would be left.",
                  "While the disk is silent nobody knows who won, so both wait. The virtual machine"
                      + " could do nothing without its disk anyway."),
              ImmutableList.of(
                  "paper §2.3",
                  "`SharedDisk`",
                  "docs/understand/SHARED_DISK.md",
                  "docs/adr/0004-fencing-in-the-same-step.md")),
          new Question(
              "partition",
              "The channel between the two is cut, and both are well. Who goes live, and does the"
                  + " other know?",
              "Both hosts miss each other at about the same time. How many go on? What stops the"
                  + " other one, which nobody can tell anything?",
              ImmutableList.of(
                  Scene.run(
                      "counter",
                      "cut channel:primary:backup@6ms",
                      "cut channel:backup:primary@6ms"),
                  Scene.run(
                          "counter",
                          "cut channel:primary:backup@6ms",
                          "cut channel:backup:primary@6ms")
                      .with("loser-goes-on")),
              ImmutableList.of(
                  outcomes -> {
                    long alone =
                        report(outcomes.get(0)).redundancy().failovers().stream()
                            .filter(one -> one.liveNs() != Failover.NEVER)
                            .count();
                    return finding(alone == 1, alone + " host went on");
                  },
                  outcomes -> {
                    long lost =
                        outcomes.get(0).trace().halted().stream()
                            .filter(halted -> halted.reason() == HaltReason.LOST)
                            .count();
                    return finding(
                        lost == 1, lost + " host asked the disk, lost, and halted itself");
                  },
                  kept(0),
                  broken(1, "one-chain")),
              ImmutableList.of(
                  "If both went on, each would answer clients from a state of its own: a split"
                      + " brain. The disk decides, for it is the one thing that both can still"
                      + " reach and that can say yes only once. The loser knows from the answer,"
                      + " and halts itself. Until it is answered, neither lets anything out.",
                  "A host that reaches neither its peer nor the disk waits: it can't tell a dead"
                      + " world from its own isolation."),
              ImmutableList.of(
                  "paper §2.3", "`Arbitration`", "`OneChainJudge`", "docs/understand/PROTOCOL.md")),
          new Question(
              "failover-time",
              "What does a failover cost in time?",
              "The primary of a busy bank dies. How long are the clients without a server? Split"
                  + " it: noticing, deciding, catching up.",
              ImmutableList.of(Scene.run("bank", "crash primary@20ms")),
              ImmutableList.of(
                  outcomes -> {
                    Failover one = takeover(outcomes.get(0));
                    return finding(
                        one.detectionNs() > one.arbitrationNs()
                            && one.detectionNs() > one.drainNs(),
                        ms(one.detectionNs())
                            + " until it was noticed, "
                            + ms(one.arbitrationNs())
                            + " to win the test-and-set, "
                            + ms(one.drainNs())
                            + " to drain the log");
                  },
                  outcomes -> {
                    Failover one = takeover(outcomes.get(0));
                    long sumNs = one.detectionNs() + one.arbitrationNs() + one.drainNs();
                    return finding(
                        sumNs == one.liveNs() - one.faultNs(),
                        "together " + ms(sumNs) + " from the crash to going live");
                  },
                  kept(0)),
              ImmutableList.of(
                  "Nearly all of it is detection: several heartbeats must be missing before silence"
                      + " means anything. Then one round trip to the disk. What is left is the"
                      + " execution lag, because the backup replays what it holds before it goes"
                      + " live; a backup that keeps up has next to none, and that is why a primary"
                      + " that runs too far ahead must be slowed."),
              ImmutableList.of("paper §2.3 and §3.2", "`Failover`", "docs/reference/SCENARIOS.md")),
          new Question(
              "redundancy",
              "What is the survivor after a failover, and what would a second crash do?",
              "The backup has taken over. Are outputs still held? And if this host dies too?",
              ImmutableList.of(
                  Scene.run("counter", "crash primary@9ms"),
                  Scene.run("counter", "crash host-1@9ms", "crash host-2@60ms")),
              ImmutableList.of(
                  outcomes -> {
                    long liveNs = takeover(outcomes.get(0)).liveNs();
                    long held =
                        outcomes.get(0).trace().released().stream()
                            .filter(one -> one.atNs() > liveNs && one.heldNs() > 0)
                            .count();
                    return finding(held == 0, held + " outputs were held once it had gone live");
                  },
                  kept(0),
                  outcomes ->
                      finding(
                          report(outcomes.get(1)).isLost(),
                          "lost, and not promised otherwise: "
                              + report(outcomes.get(1)).verdict().excess())),
              ImmutableList.of(
                  "It runs alone: there is nobody to wait for, so nothing is held, and nobody to"
                      + " take over, so a second crash ends the service. What is promised is to"
                      + " survive one fault while redundant.",
                  "The paper brings redundancy back by cloning the running machine to a third host"
                      + " (FT VMotion, §3.1), which pauses it for less than a second; so does a"
                      + " scenario with a cluster service (docs/understand/FTVMOTION.md)."),
              ImmutableList.of("paper §3.1", "`State.ALONE`", "docs/understand/PAPER_MAP.md")));

  private FailoverQuestions() {}
}
