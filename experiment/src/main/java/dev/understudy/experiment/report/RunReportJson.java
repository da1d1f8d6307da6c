package dev.understudy.experiment.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.experiment.run.ChannelHistory;
import dev.understudy.experiment.run.CloneAttempt;
import dev.understudy.experiment.run.DurationSpread;
import dev.understudy.experiment.run.Failover;
import dev.understudy.experiment.run.GuestFault;
import dev.understudy.experiment.run.PrimaryTerm;
import dev.understudy.experiment.run.RunReport;
import dev.understudy.experiment.run.RunStory;
import dev.understudy.experiment.run.Shortfall;
import dev.understudy.hypervisor.Polling;
import dev.understudy.hypervisor.device.Effect.Ended;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.FaultInjector;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.SometimesProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A report for programs. Each key stands here once, with its value and what it means; the page of
 * the commands follows from it. Keys are never renamed: others read them.
 */
public final class RunReportJson {

  /** One key. */
  public record Key(String name, String meaning, Function<ReportedRun, @Nullable Object> value) {}

  public static final List<Key> KEYS =
      List.of(
          reportKey(
              "verdict",
              "`ok`; `broken`; `lost`: more went wrong than is provided for, and it shows;"
                  + " `incomplete`: nothing is broken, but the run did not do its work",
              a -> a.result().kind().label()),
          reportKey(
              "notDone",
              "what the run did not do that it was made for, each: `kind` (`guest-fault`: not"
                  + " declared; `limit-exceeded`; `ended-early`; `fault-not-reached`;"
                  + " `operation-not-done`), `text`, `remedy` (null if there is none); if it is not"
                  + " empty, and nothing is broken, the exit code is 4",
              a -> a.result().shortfalls().stream().map(RunReportJson::shortfall).toList()),
          reportKey(
              "guestFault",
              "what stopped the guest: `what`, `place` (file and line, or an address),"
                  + " `instruction`; null if it was no fault of its own",
              a -> a.guestFault().map(RunReportJson::guestFault).orElse(null)),
          reportKey(
              "excess",
              "what went wrong, if it was more than is provided for; null if it was not",
              a -> a.verdict().excess().isEmpty() ? null : a.verdict().excess()),
          reportKey(
              "broken",
              "each broken promise: `oracle`, `atNs`, `text`",
              a -> a.breaches().stream().map(RunReportJson::breach).toList()),
          key("program", "its name", ReportedRun::program),
          key("scenario", "its name", r -> r.scenario().name()),
          reportKey("seed", "everything random follows from it", RunReport::seed),
          reportKey("mode", "`ft` or `solo`", a -> a.faultTolerant() ? "ft" : "solo"),
          key("engine", "what executed the guest", ReportedRun::engine),
          key("again", "the command that runs the same again", r -> r.again().portable()),
          reportKey("failovers", "how often a backup went live", RunReport::failovers),
          reportKey("virtualTimeNs", "how far the run went", RunReport::virtualTimeNs),
          reportKey(
              "instructionsRetired",
              "by the guest that survived, since its boot",
              a -> a.guest().instructionsRetired()),
          reportKey(
              "polling",
              "what went into asking ports or the clock again and again while nothing came:"
                  + " `instructions`, `reads`, `asked` (the port, or `rdtsc`); null if it is not"
                  + " worth a word",
              a -> a.guest().polling().map(RunReportJson::polling).orElse(null)),
          reportKey(
              "ended",
              "`power-off`, `halt` or `guest-fault` of the guest; `served`: every client had its"
                  + " answers; `time`: the scenario's time was up; `limit`: the guest made more"
                  + " than it may; `nobody-left`",
              a -> a.story().ending().kind()),
          reportKey(
              "endedNs", "when the guest ended, or else the run", a -> a.story().ending().atNs()),
          reportKey("exitCode", "of a guest that powered off, or null", RunReportJson::exitCode),
          reportKey("outputs", "that left a host", a -> a.holds().outputs()),
          reportKey("outputsHeld", "those of them that had to wait", a -> a.holds().held()),
          reportKey(
              "outputHoldNs",
              "how long: `min`, `median`, `max`; 0 if none was held",
              a -> spread(a.holds().heldNs())),
          reportKey("logEntries", "in the survivor's log", a -> a.log().entries()),
          reportKey("logBytes", "of these entries, without frames", a -> a.log().bytes()),
          reportKey(
              "executionLagNs",
              "from an entry's being logged to its being replayed: `min`, `median`, `max`",
              a -> spread(a.channel().history().lagNs())),
          reportKey(
              "executionLagInstructions",
              "the most that the backup was behind in any sample",
              a -> a.channel().history().lagInstructionsMax()),
          reportKey(
              "throttledNs",
              "how long the primary was slowed down for its backup",
              a -> a.channel().history().throttledNs()),
          reportKey(
              "slowestPerMille",
              "the least speed it was given, in thousandths of its own",
              a -> a.channel().history().slowestPerMille()),
          reportKey(
              "stalledNs",
              "how long a primary stood still for a full log buffer",
              a -> a.channel().history().stalledNs()),
          reportKey(
              "starvedNs",
              "how long a backup stood still for an empty one",
              a -> a.channel().history().starvedNs()),
          reportKey(
              "channelHistory",
              "at equal distances: `atNs`, `lagNs`, `lagInstructions`, `primaryBufferEntries`,"
                  + " `primaryBufferBytes`, `backupBufferEntries`, `backupBufferBytes`,"
                  + " `speedPerMille`",
              a -> a.channel().history().samples().stream().map(RunReportJson::sample).toList()),
          reportKey(
              "channelFrames",
              "on the logging channel, both ways",
              a -> a.channel().traffic().sent()),
          reportKey("channelBytes", "of these frames", a -> a.channel().traffic().sentBytes()),
          clients("requests", "sent at least once", RunReport.Clients::requests),
          clients("requestsAnswered", "answered at least once", RunReport.Clients::answered),
          clients("requestsRefused", "answered with a refusal", RunReport.Clients::refused),
          clients(
              "requestsUnanswered",
              "a line for each client that waits",
              RunReport.Clients::waiting),
          clients("retries", "how often something was sent again", RunReport.Clients::retries),
          clients("answersRepeated", "that came again", RunReport.Clients::repeatedAnswers),
          clients(
              "answerWaitNs",
              "from a request's first sending to its first answer: `min`, `median`, `max`",
              c -> spread(c.waitNs())),
          key(
              "clientViewHash",
              "over the status of each reply and the balances: a failover may not change it",
              ReportedRun::clientViewHash),
          clients("balances", "what an audit found at the end", c -> c.view().balances()),
          reportKey(
              "sometimes",
              "what happened of that which should happen in some runs; see the words of"
                  + " `sometimes` in SCENARIOS",
              a -> a.verdict().sometimes().stream().map(SometimesProperty::label).toList()),
          reportKey(
              "faultsApplied",
              "each: `fault`, `atNs`, `whom`",
              a -> a.interventions().faultsApplied().stream().map(RunReportJson::fault).toList()),
          key(
              "faultsNotReached",
              "those that never struck; the exit code is 2 if there are any",
              ReportedRun::faultsNotReached),
          reportKey(
              "operations",
              "what an operator ordered, each: `operation`, `orderedNs`, `overNs`, `refusal`"
                  + " (empty: done); the exit code is 2 if there is one that was not done",
              a -> a.interventions().operations().stream().map(RunReportJson::operation).toList()),
          reportKey(
              "operationsNotReached",
              "those that were not over when the run was",
              a ->
                  a.interventions().operationsNotReached().stream()
                      .map(PlannedOperation::text)
                      .toList()),
          reportKey(
              "primaries",
              "who ran the guest live, and the disk named nobody else: `host`, `fromNs`, `untilNs`,"
                  + " `ended` (null: the run was over), `askedNs` (it asked the disk, and held its"
                  + " outputs), `fencedNs` (the disk named another host), `lastOutputNs` (left it),"
                  + " `outputsSinceFenced`, `haltedNs`; null for what did not happen",
              a -> a.story().terms().stream().map(RunReportJson::term).toList()),
          reportKey(
              "successions",
              "who came to be alone: `host`, `failover` (false: a primary that lost its backup),"
                  + " `planned` (by an operator's order; then no fault counts),"
                  + " `faultNs`, `detectionNs`, `arbitrationNs`, `drainNs`, `liveNs`,"
                  + " `firstOutputNs`, `lagEntries`, `lagInstructions`, `entriesLost`,"
                  + " `outputsResent`, `diskRequestsReissued`; null for what did not happen",
              a -> a.redundancy().failovers().stream().map(RunReportJson::succession).toList()),
          reportKey(
              "clonePauseNs",
              "how long the guest stood still at most for a new backup; 0 if none was made",
              a -> a.redundancy().clonePauseNs()),
          reportKey(
              "clones",
              "each try to make a new backup: `from`, `to`, `atNs`, `made`, `how`, `rounds`,"
                  + " `pauseNs`",
              a -> a.redundancy().clones().stream().map(RunReportJson::clone).toList()),
          reportKey(
              "timeline",
              "what happened: `atNs`, `text`",
              a -> a.story().moments().stream().map(RunReportJson::moment).toList()),
          reportKey(
              "oracles",
              "each: `oracle`, `promise`, `verdict` (`ok`, `broken`, or `unjudged` where nothing"
                  + " was to be judged), `judged`, `unjudged`, `broken`",
              a -> a.verdict().oracles().stream().map(RunReportJson::verdict).toList()),
          reportKey(
              "console",
              "what the console showed, as UTF-8",
              a -> new String(a.guest().console(), UTF_8)),
          reportKey(
              "traceHash",
              "over everything observable: the same for every run of the same",
              RunReport::traceHash),
          reportKey(
              "stateHash",
              "of the guest that survived; empty if none did",
              a -> a.guest().stateHash()));

  private RunReportJson() {}

  private static Key key(
      String name, String meaning, Function<ReportedRun, @Nullable Object> value) {
    return new Key(name, meaning, value);
  }

  private static Key reportKey(
      String name, String meaning, Function<RunReport, @Nullable Object> value) {
    return new Key(name, meaning, report -> value.apply(report.report()));
  }

  private static Key clients(
      String name, String meaning, Function<RunReport.Clients, @Nullable Object> value) {
    return new Key(name, "of clients: " + meaning, r -> value.apply(r.report().clients()));
  }

  public static Map<String, @Nullable Object> of(ReportedRun report) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    KEYS.forEach(key -> json.put(key.name(), key.value().apply(report)));
    return json;
  }

  private static @Nullable Object exitCode(RunReport report) {
    if (report.guest().end() == null) {
      return null;
    }
    Ended how = report.guest().end().how();
    return how.kind() == OutputKind.POWER_OFF ? how.exitCode() : null;
  }

  private static Map<String, @Nullable Object> spread(DurationSpread spread) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("min", spread.minNs());
    json.put("median", spread.medianNs());
    json.put("max", spread.maxNs());
    return json;
  }

  private static Map<String, @Nullable Object> sample(ChannelHistory.Sample sample) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("atNs", sample.atNs());
    json.put("lagNs", sample.lagNs());
    json.put("lagInstructions", sample.lagInstructions());
    json.put("primaryBufferEntries", sample.primaryBufferEntries());
    json.put("primaryBufferBytes", sample.primaryBufferBytes());
    json.put("backupBufferEntries", sample.backupBufferEntries());
    json.put("backupBufferBytes", sample.backupBufferBytes());
    json.put("speedPerMille", sample.speedPerMille());
    return json;
  }

  private static Map<String, @Nullable Object> shortfall(Shortfall one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", one.kind().label());
    json.put("text", one.text());
    json.put("remedy", one.remedy().isEmpty() ? null : one.remedy());
    return json;
  }

  private static Map<String, @Nullable Object> polling(Polling polling) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("instructions", polling.instructions());
    json.put("reads", polling.reads());
    json.put("asked", polling.asked());
    return json;
  }

  private static Map<String, @Nullable Object> guestFault(GuestFault fault) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("what", fault.what());
    json.put("place", fault.place());
    json.put("instruction", fault.instruction());
    return json;
  }

  private static Map<String, @Nullable Object> breach(Breach breach) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("oracle", breach.oracle());
    json.put("atNs", breach.atNs());
    json.put("text", breach.text());
    return json;
  }

  private static Map<String, @Nullable Object> fault(FaultInjector.Struck struck) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("fault", struck.fault().text());
    json.put("atNs", struck.atNs());
    json.put("whom", struck.whom());
    return json;
  }

  private static Map<String, @Nullable Object> operation(OperationOutcome carried) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("operation", carried.order().text());
    json.put("orderedNs", carried.order().atNs());
    json.put("overNs", carried.overNs());
    json.put("refusal", carried.refusal());
    return json;
  }

  private static Map<String, @Nullable Object> term(PrimaryTerm term) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("host", term.host());
    json.put("fromNs", term.fromNs());
    json.put("untilNs", term.untilNs());
    json.put("ended", term.ended().isEmpty() ? null : term.ended());
    json.put("askedNs", orNull(term.askedNs()));
    json.put("fencedNs", orNull(term.fencedNs()));
    json.put("lastOutputNs", orNull(term.lastOutputNs()));
    json.put("outputsSinceFenced", term.outputsSinceFenced());
    json.put("haltedNs", orNull(term.haltedNs()));
    return json;
  }

  private static Map<String, @Nullable Object> succession(Failover one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("host", one.host());
    json.put("failover", one.failover());
    json.put("planned", one.planned());
    json.put("faultNs", orNull(one.faultNs()));
    json.put("detectionNs", orNull(one.detectionNs()));
    json.put("arbitrationNs", orNull(one.arbitrationNs()));
    json.put("drainNs", orNull(one.drainNs()));
    json.put("liveNs", orNull(one.liveNs()));
    json.put("firstOutputNs", orNull(one.firstOutputNs()));
    json.put("lagEntries", one.lag().entries());
    json.put("lagInstructions", one.lag().instructions());
    json.put("entriesLost", one.lag().entriesLost());
    json.put("outputsResent", one.resent());
    json.put("diskRequestsReissued", one.reissued());
    return json;
  }

  private static Map<String, @Nullable Object> clone(CloneAttempt one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("from", one.from());
    json.put("to", one.to());
    json.put("atNs", one.atNs());
    json.put("made", one.isMade());
    json.put("how", one.how().meaning());
    json.put("rounds", one.rounds());
    json.put("pauseNs", one.pauseNs());
    return json;
  }

  private static @Nullable Object orNull(long ns) {
    return ns == Failover.NEVER ? null : ns;
  }

  private static Map<String, @Nullable Object> moment(RunStory.Moment moment) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("atNs", moment.atNs());
    json.put("text", moment.text());
    return json;
  }

  /** Who judged nothing has shown nothing. */
  private static String standing(Verdict verdict) {
    if (!verdict.isKept()) {
      return "broken";
    }
    return verdict.judged() == 0 ? "unjudged" : "ok";
  }

  private static Map<String, @Nullable Object> verdict(Verdict verdict) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("oracle", verdict.oracle());
    json.put("promise", FailureReport.promise(verdict.oracle()));
    json.put("verdict", standing(verdict));
    json.put("judged", verdict.judged());
    json.put("unjudged", verdict.unjudged());
    json.put("broken", verdict.breaches().stream().map(RunReportJson::breach).toList());
    return json;
  }
}
