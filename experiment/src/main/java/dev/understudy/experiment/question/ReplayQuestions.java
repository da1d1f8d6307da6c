package dev.understudy.experiment.question;

import static dev.understudy.experiment.question.Claims.broken;
import static dev.understudy.experiment.question.Claims.finding;
import static dev.understudy.experiment.question.Claims.kept;
import static dev.understudy.experiment.question.Claims.verdict;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.question.Question.Claim;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.sim.oracle.RunTrace;
import java.util.TreeMap;

/** How two machines stay one. */
final class ReplayQuestions {

  static final ImmutableList<Question> ALL =
      ImmutableList.of(
          new Question(
              "random",
              "Do random numbers and clock reads not diverge? How do we know that everything is"
                  + " captured?",
              "The guest throws dice. The two hosts have different entropy and different clocks."
                  + " What makes the backup throw the same? And if one source were forgotten, how"
                  + " soon would anybody notice?",
              ImmutableList.of(Scene.run("dice"), Scene.run("dice").with("entropy-not-logged")),
              ImmutableList.of(lockstep(0), kept(0), broken(1, "lockstep")),
              ImmutableList.of(
                  "A nondeterministic instruction stops the machine. The primary's hypervisor asks"
                      + " its host, and logs the answer; the backup's takes the answer from the"
                      + " log. There is one seam between guest and world, and two implementations"
                      + " of it.",
                  "That all of it is captured is not proved by looking, but by comparing: every"
                      + " entry carries a check of registers, pc and interrupt state, memory is"
                      + " compared at marks, and the hosts really differ. What is forgotten shows"
                      + " at the next entry, and the report names the instruction."),
              ImmutableList.of(
                  "paper §2.1",
                  "`Recorder`",
                  "`Replayer`",
                  "`LockstepJudge`",
                  "docs/reference/LOG_FORMAT.md")),
          new Question(
              "interrupt",
              "How is an interrupt delivered at exactly the same instruction?",
              "A timer interrupts three threads that race on one counter. On the backup it comes a"
                  + " single instruction late. Will the result differ? Who notices, and where?",
              ImmutableList.of(
                  Scene.run("threads"), Scene.run("threads").with("interrupt-one-late")),
              ImmutableList.of(lockstep(0), kept(0), broken(1, "lockstep")),
              ImmutableList.of(
                  "An interrupt is logged with the number of instructions retired before it. The"
                      + " backup runs its machine until exactly so many have retired, and stops"
                      + " there: that a machine can do this is the one thing asked of it. Real"
                      + " processors count branches and single-step the rest; here `runUntil` is"
                      + " exact.",
                  "One instruction late and another thread has the counter in its register."),
              ImmutableList.of(
                  "paper §2.1",
                  "`Machine.runUntil`",
                  "`SeamRules.appliesAt`",
                  "docs/adr/0003-canonical-states.md")),
          new Question(
              "bounce-buffers",
              "Which race do bounce buffers remove?",
              "A guest reads a block and looks at the memory while the read is under way. When may"
                  + " the data appear?",
              ImmutableList.of(
                  Scene.run("racer"), Scene.run("racer").with("dma-before-completion")),
              ImmutableList.of(lockstep(0), kept(0), broken(1, "lockstep")),
              ImmutableList.of(
                  "A device that writes into guest memory by itself does so at no particular"
                      + " instruction. A guest that looks, sees it on one host and not yet on the"
                      + " other. So data waits in a buffer outside, and is put into memory together"
                      + " with its completion, which is logged with its instruction."),
              ImmutableList.of(
                  "paper §3.4",
                  "`hypervisor.device.Disk`",
                  "`DiskCompleted`",
                  "docs/reference/DEVICES.md")),
          new Question(
              "one-behind",
              "Why must the backup stay one entry behind?",
              "The backup has replayed every entry it holds, and its next instructions are plain"
                  + " arithmetic. May it go on?",
              ImmutableList.of(Scene.run("threads")),
              ImmutableList.of(
                  outcomes ->
                      finding(
                          earliest(outcomes.get(0)) >= 0,
                          "no entry was consumed before it was received: the closest came "
                              + earliest(outcomes.get(0))
                              + " ns after"),
                  kept(0)),
              ImmutableList.of(
                  "No. The entry that is still under way may be an interrupt at the very next"
                      + " instruction. A backup that had gone on would be past it, and can't go"
                      + " back. It may only run to where the last entry it holds applies, and waits"
                      + " there for the next, which says how far it is safe to go.",
                  "A compute guest would starve its backup so. Therefore a primary that logs"
                      + " nothing else logs progress marks."),
              ImmutableList.of("paper §2.1", "`ReplaySide.canRun`", "`ProgressMark`")));

  private ReplayQuestions() {}

  private static Claim lockstep(int scene) {
    return outcomes ->
        finding(
            verdict(outcomes.get(scene), "lockstep").judged() > 0,
            "the machines were compared at "
                + verdict(outcomes.get(scene), "lockstep").judged()
                + " places, and were the same");
  }

  /** The least time from receiving an entry to consuming it; negative if one came too early. */
  private static long earliest(Outcome outcome) {
    TreeMap<Long, Long> receivedNs = new TreeMap<>();
    for (RunTrace.Received received : outcome.trace().received()) {
      receivedNs.putIfAbsent(received.throughIndex(), received.atNs());
    }
    return outcome.trace().consumed().stream()
        .mapToLong(one -> one.atNs() - receivedNs.ceilingEntry(one.index()).getValue())
        .min()
        .orElse(-1);
  }
}
