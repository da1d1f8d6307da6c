package dev.understudy.experiment.state;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a field is in no digest of a world though it is part of one: two worlds that differ in
 * nothing else have one future and one verdict all the same.
 */
enum NotCounted {
  /** The setup says it, and worlds are compared only with worlds of one setup. */
  CONFIGURATION(
      """
      ArbitrationRequests.retryNs CheckpointDriver.intervalNs CheckpointDriver.pageCopyNs ClientPool.everybody# ClientPool.groups# Disk.kind
      EndingJudge.lengthNs EpochDriver.lengthNs FaultTargets.arbiterName Findings.oracle Host.name
      HostPool.profiles# HostRoster.alone HostRoster.grows InputsJudge.seesAnswers Jury.listeners#
      LivenessJudge.boundNs LivenessJudge.diskIsNeeded LivenessJudge.redundant Network.endpoints
      Network.endpoints# Network.name Operator.orders# OutputRelease.resend OutputRelease.resend#
      OutputRuleJudge.promised OwnDisk.serviceNs OwnDisksJudge.blocks RequestClient.retryNs
      RequestClient.startNs RequestClient.thinkNs StorageClient.incarnation StorageClient.retryNs
      StorageServer.serviceNs Throttle.lagMaxNs UserInputs.inputs# WaitingJudge.epochNs
      WaitingJudge.epochs WaitingJudge.promised WorldNetworks.guestAddress StateHash.high
      StateHash.low
      """),
  /** It says how much there was of something, for reports. */
  STATISTICS(
      """
      Findings.judged Findings.unjudged HostHistory.hostEvents LockstepJudge.compared
      LockstepJudge.lastLogged Network.cut Network.delivered Network.duplicated Network.heldBack
      Network.lost Network.sent Network.sentBytes RequestClient.repetitions RequestClient.retries
      TraceHash.high TraceHash.low World.steps World.watchers# OperationOutcome.overNs
      OperationOutcome.refusal Struck.atNs Struck.whom FaultInjector.struck# Link.atNs Link.what
      HostCore.haltReason
      """),
  /** It follows from what is in the digest. */
  FOLLOWS(
      """
      ConsoleOutput.offset DeclaredJudge.lastAhead DiskJudge.eventsRead Exchange.client
      Exchange.sequence Flight.arrivesNs Generation.number Host.speedPerMille HostRoster.names
      HostRoster.names# HostRoster.places HostRoster.places# LogBuffer.bytes
      LogReceiver.beyondGapBytes LogSender.inFlightBytes Logged.atNs Logged.host Logged.sentBytes
      OneChainJudge.eventsRead PendingIo.data PendingIo.tag PieceSender.inFlightBytes
      Renew.incarnation RenewAnswered.generation RenewAnswered.incarnation RenewAnswered.joiner
      RenewAnswered.outcome Replayer.heldThroughCount RunningOperation.steps# Wake.incarnation
      WriteDone.incarnation WriteDone.sequence
      """),
  /** Its work is done by the time at which worlds are compared, or begins later. */
  OVER(
      """
      ClientsJudge.waived Console.buffer Core.marks Core.memory DeclaredJudge.outageFromNs
      DeclaredJudge.waived EndingJudge.maybeLost EntryReader.entryIndex EntryValues.numbers
      EntryValues.payload EventQueue.nowNs FieldReader.bytes FieldReader.end FieldReader.position
      FieldReader.whole FieldWriter.bytes FieldWriter.length Flight.copy Flight.ordinal
      Flight.sentNs Flight.size Header.from Header.generation Header.sequence Header.to HostCore.nowNs LivenessJudge.waived LogBuffer.head
      Machine.refused Schedule.nowNs StepDispatch.nowNs StepDispatch.who World.instructionsMax
      """),
  /** Only the order of two sequence numbers matters, and later ones are greater. */
  ORDER("EventQueue.sequences Scheduled.sequence"),
  /** It counts only where a fault waits for a step of a host, which none here does. */
  STEPS("Host.points"),
  /**
   * A known weakness: a limit on what a guest may make ends a run, and two worlds may differ in how
   * much of it is used up. None of the shipped programs comes near a limit in a sweep.
   */
  LIMITS("RunVolume.consoleBytes RunVolume.logBytes RunVolume.logEntries RunVolume.outputBytes");

  private final TreeSet<String> fields;

  NotCounted(String fields) {
    this.fields =
        Stream.of(fields.trim().split("\\s+")).collect(Collectors.toCollection(TreeSet::new));
  }

  /** All of the fields, each with its reason. */
  static Map<String, NotCounted> all() {
    Map<String, NotCounted> all = new TreeMap<>();
    Arrays.stream(values()).forEach(why -> why.fields.forEach(field -> all.put(field, why)));
    return all;
  }
}
