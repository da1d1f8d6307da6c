package dev.understudy.experiment.question;

import static dev.understudy.experiment.question.Claims.broken;
import static dev.understudy.experiment.question.Claims.finding;
import static dev.understudy.experiment.question.Claims.kept;
import static dev.understudy.experiment.question.Claims.ms;
import static dev.understudy.experiment.question.Claims.report;
import static dev.understudy.experiment.question.Claims.seen;
import static dev.understudy.experiment.question.Claims.takeover;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Failover;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.ft.replica.Strategy;

/** What leaves, when, and how often. */
final class OutputQuestions {
  static final ImmutableList<Question> ALL =
      ImmutableList.of(
          new Question(
              "duplicate",
              "The primary dies right after an answer has left. Does the client get it twice?",
              "Output 60 is on its way to its client; then the primary is gone. How often will it"
                  + " have left, and what does the client make of it?",
              ImmutableList.of(Scene.run("counter", "crash primary@sent:60")),
              ImmutableList.of(
                  seen(0, 60, "host-1", "host-2"),
                  outcomes ->
                      finding(
                          report(outcomes.get(0)).clients().repeatedAnswers() > 0,
                          "clients got "
                              + report(outcomes.get(0)).clients().repeatedAnswers()
                              + " answers a second time (the network's own copies among them), and"
                              + " went by the first"),
                  kept(0)),
              ImmutableList.of(
                  "Yes. The backup knows that the output was produced: its entry is in the log. It"
                      + " can't know whether it left, for the primary says so only with later"
                      + " entries. Not to send it might lose it, so it is sent again.",
                  "Nothing can be done about that from inside: the primary may die between any two"
                      + " instructions, also between sending and writing down that it sent. A"
                      + " network may duplicate packets anyway, so clients cope, by sequence"
                      + " numbers. The console carries an offset with its text and drops what it"
                      + " has shown.",
                  "How much may come twice is bounded: only outputs behind the last release"
                      + " watermark in the log, and `output-requirement` judges that it is so."),
              ImmutableList.of(
                  "paper §2.2",
                  "`CommandExecutor.goLive`",
                  "`OutputRequirementJudge`",
                  "docs/understand/ARCHITECTURE.md")),
          new Question(
              "lost",
              "The backup has acknowledged, and the primary dies before the output leaves. Is it"
                  + " lost?",
              "Output 60 may leave and has not when the primary dies. Will it be seen at all? From"
                  + " whom?",
              ImmutableList.of(Scene.run("counter", "crash primary@output:60")),
              ImmutableList.of(seen(0, 60, "host-2"), kept(0)),
              ImmutableList.of(
                  "No. A host that acknowledged the entry can produce the output, and does: the"
                      + " backup replays up to the last entry it holds, goes live, and sends every"
                      + " output behind the last watermark.",
                  "This is the same rule that repeats an output which did leave. The two cases look"
                      + " alike to the backup, so they are treated alike, and the rule is chosen so"
                      + " that neither loses anything."),
              ImmutableList.of("paper §2.2", "`HeldOutputs`", "`CommandExecutor.goLive`")),
          new Question(
              "output-rule",
              "What does the Output Rule cost, and what breaks without it?",
              "An output waits until the backup has acknowledged its entry. Guess the wait. Then"
                  + " let outputs leave at once, and kill the primary right after one: what can a"
                  + " client see that it should not?",
              ImmutableList.of(
                  Scene.run("counter", "crash primary@sent:60"),
                  Scene.run("counter", "crash primary@sent:60").with("output-before-ack"),
                  Scene.run("counter", "crash primary@sent:60").under(Strategy.ASYNC)),
              ImmutableList.of(
                  outcomes ->
                      finding(
                          report(outcomes.get(0)).holds().heldNs().medianNs() > 0
                              && report(outcomes.get(0)).holds().held() > 0,
                          "under the rule "
                              + report(outcomes.get(0)).holds().held()
                              + " outputs waited, half of them for no more than "
                              + ms(report(outcomes.get(0)).holds().heldNs().medianNs())),
                  kept(0),
                  broken(1, "output-rule"),
                  broken(2, "clients")),
              ImmutableList.of(
                  "It costs one round trip on the logging channel for each output, and no"
                      + " computing: the guest goes on meanwhile.",
                  "Without it a client may be told something that no surviving machine knows. The"
                      + " counter gives a client a number; the entry that led to it dies with the"
                      + " primary; the backup goes live without it and gives the same number to"
                      + " somebody else. From then on two clients hold the same ticket.",
                  "The planted bug alone, which only lets outputs out too early, mostly goes well"
                      + " for the clients, because entries are sent at once all the same. An"
                      + " asynchronous primary sends them when it suits, and then they are lost."
                      + " The oracle sees the broken rule in both."),
              ImmutableList.of(
                  "paper §2.2",
                  "`Rules.releasable`",
                  "`OutputRuleJudge`",
                  "docs/reference/KILLMATRIX.md, `output-before-ack`")),
          new Question(
              "ack",
              "Must the acknowledgement wait until the backup has executed the entry?",
              "The backup computes forty times as slowly for a while. Does that delay the outputs?"
                  + " And is an entry safe that is acknowledged and not yet executed?",
              ImmutableList.of(
                  Scene.run("counter", "slow backup:40@5ms+40ms", "crash primary@30ms"),
                  Scene.run("counter", "crash primary@30ms")),
              ImmutableList.of(
                  outcomes ->
                      finding(
                          longestHold(outcomes.get(0)) == longestHold(outcomes.get(1)),
                          "with the slow backup outputs waited for at most "
                              + ms(longestHold(outcomes.get(0)))
                              + ", with one that keeps up for at most "
                              + ms(longestHold(outcomes.get(1)))),
                  outcomes -> {
                    Failover slow = takeover(outcomes.get(0));
                    Failover prompt = takeover(outcomes.get(1));
                    return finding(
                        slow.lag().instructions() > prompt.lag().instructions(),
                        "the slow backup was "
                            + slow.lag().instructions()
                            + " instructions behind when its primary died, the other one "
                            + prompt.lag().instructions()
                            + "; both replayed them before they went live");
                  },
                  kept(0)),
              ImmutableList.of(
                  "No. Receipt is enough: what the backup holds, it will execute before it goes"
                      + " live, and execution is deterministic. So the speed of the backup does not"
                      + " delay outputs; it only lengthens a failover, by what is left to drain.",
                  "Waiting for execution would be right as well, and slow."),
              ImmutableList.of("paper §2.2", "`Rules.acknowledges`", "`Rules.drained`")),
          new Question(
              "strategies",
              "Asynchronous, synchronous, VM-FT: what does each of them lose?",
              "One guest, one crash. First a primary that answers and tells its backup later; then"
                  + " one that stands still at each entry until the backup has it; then this"
                  + " system. Which of them loses an answered request, and which is slow?",
              ImmutableList.of(
                  Scene.run("counter", "crash primary@sent:60").under(Strategy.ASYNC),
                  Scene.run("counter", "crash primary@sent:60").under(Strategy.SYNC),
                  Scene.run("counter", "crash primary@sent:60")),
              ImmutableList.of(
                  broken(0, "clients"),
                  kept(1),
                  kept(2),
                  outcomes ->
                      finding(
                          servedNs(outcomes.get(1)) > servedNs(outcomes.get(2)),
                          "under synchronous replication every client had been served after "
                              + ms(servedNs(outcomes.get(1)))
                              + ", under VM-FT after "
                              + ms(servedNs(outcomes.get(2))))),
              ImmutableList.of(
                  "Asynchronous replication answers first and ships later: what was answered and"
                      + " not shipped is lost. Synchronous replication loses nothing, and its guest"
                      + " stands still for a round trip at each entry. VM-FT separates the two:"
                      + " the guest goes on, only outputs wait, and they wait for receipt.",
                  "`./understudy compare counter` sets more strategies side by side."),
              ImmutableList.of("paper §2.2 and §5", "docs/understand/PAPER_MAP.md")));

  private OutputQuestions() {}

  private static long servedNs(Outcome outcome) {
    return report(outcome).virtualTimeNs();
  }

  private static long longestHold(Outcome outcome) {
    return report(outcome).holds().heldNs().maxNs();
  }
}
