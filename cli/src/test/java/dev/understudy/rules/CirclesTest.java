package dev.understudy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.understudy.rules.fixture.circle.Hen;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Packages know each other in one direction; {@link House} can't even be written otherwise. Within
 * a package some files know each other in a circle, and can only be understood together. This is
 * the list of those that may.
 */
class CirclesTest {

  /**
   * Each circle with its reason. A file that is in a circle no longer leaves its row, and a row
   * without a circle goes; before one gets longer, look whether the new arrow can point the other
   * way.
   */
  private static final Map<String, String> ACCEPTED = new TreeMap<>();

  private static void accept(String circle, String reason) {
    ACCEPTED.put(circle, reason);
  }

  static {
    // ---- a family and its members: the family lists them, and each is one of it
    accept(
        "hypervisor.log: BootEntry ClockRead ControlApplied DiskCompleted DiskRead EntropyRead"
            + " Entry EntryFormat Field FrameReceived KeyPressed MouseMoved Output"
            + " OutputsReleased ProgressMark StateMark TimerFired WentLive",
        "the table of entry types has the format of each entry, and each entry its row");
    accept(
        "sim.oracle: BandwidthJudge ClientsJudge ClockJudge ConsoleJudge DeclaredJudge DiskJudge"
            + " EndingJudge EntropyJudge Findings InputsJudge Judge LivenessJudge LockstepJudge"
            + " NeedlessJudge OneChainJudge Oracle OrdersJudge OutputRequirementJudge"
            + " OutputRuleJudge OwnDisksJudge SpeedJudge TimerJudge WaitingJudge WholeGuestJudge",
        "the table of promises has the judge of each, and each judge names its promise");
    accept(
        "experiment.mutant: ArbitrationMutants ChannelMutants ClockMutants CloneMutants"
            + " ConsoleMutants DetectionMutants HypervisorMutants JoinMutants Mutant OrderMutants"
            + " OutputMutants OwnDiskMutants OwnReadMutants SpeedMutants StorageMutants"
            + " StrategyMutants TimerMutants",
        "the list of planted bugs is put together from files by subject");
    accept(
        "experiment.mutant: DeclaredForgeries Forgery ToldForgeries",
        "the list of forgeries is put together from files by subject");
    accept(
        "experiment.question: Claims FailoverQuestions OutputQuestions Question ReplayQuestions",
        "the list of questions is put together from files by subject");
    accept(
        "sim.client: BankPromise CounterPromise EchoPromise KvPromise Promise RespPromise",
        "each kind of promise makes its own");
    accept("ft.replica: Action Note ReplicaStep", "a sealed family in three files");
    accept("testkit.junit: FtExtension FtTest", "an annotation names what reads it");

    // ---- a whole and what runs in it, cut in files by subject
    accept(
        "sim.world: ActionExecutor ClusterService EventHandler FaultExecutor FaultInjector Operator"
            + " RunningOperation World",
        "the world hands each event and step to one of these, and what comes of it goes anywhere in"
            + " the world");
    accept(
        "ft.replica: CommandExecutor OrderedFailover ReplayDriver Replica ReplicationDriver"
            + " StorageSide",
        "one thing leads to another: what a part does makes the protocol order the next");
    accept(
        "ft.protocol: BackupSide HostCore SourceSide Transitions",
        "a host changes sides, and each side acts for its host");
    accept(
        "hypervisor: Platform SeamRules VirtualMachine",
        "rules are asked about a guest, which carries them along");
    accept(
        "cli.debug.dap: BreakpointTable DapSession Debuggee ExecutionControl",
        "a session controls a program, whose stops are told to the session");
    accept(
        "cli.io: CommandFiles OutputFolder",
        "a folder is one of a command's outputs, and its files are outputs like others");
    accept(
        "experiment.report: AccountText FailoverText",
        "an account has rows for each failover, told in the account's words");
    accept(
        "experiment.run: RunReport Shortfalls",
        "a report says what its run did not do, which follows from the report's clients");
    accept(
        "cli.command: SweepFile SweepFileReader",
        "a file and its reader, which makes what the file holds");
    accept("cli.command: FuzzCommand Main SecondProcess", "it starts itself once more");

    // ---- two halves of one thing
    accept(
        "vm.compiled: Activation CodeEntry CodeEntryTable CodeTable CompiledCode CompiledRegion",
        "code is compiled when it is entered often, and enters other code");
    accept("vm.compiled: LoopWriter RegionWriter", "a region has loops, and they have regions");
    accept("vm.machine: Engine Machine", "an engine runs a machine, which has an engine");
    accept("vm.asm: Macro MacroUse Problems", "where a problem is may be within a macro");
    accept("sim.client: RequestDraw Workload", "a workload says what is drawn for it");
    accept(
        "experiment.scenario: Scenario ScenarioBuilder ScenarioRules ScenarioSchema"
            + " ScenarioValidator",
        "a scenario reads, writes, builds and judges itself, each in a file");
    accept("experiment.scenario: Section SectionValues", "sections stand within sections");
    accept("experiment.run: Experiment Outcome", "an outcome says what was run");
    accept(
        "inspect.recording: Checkpoint MachineLog Recording RecordingReader",
        "a recording is read lazily, by its own parts");
  }

  @Test
  void onlyCirclesWithAReasonAreThere() {
    assertThat(Circles.among(Production.CLASSES)).containsExactlyElementsOf(ACCEPTED.keySet());
  }

  @Test
  void circlesOfTheFixtureAreFoundAndNothingElse() {
    assertThat(Circles.among(new ClassFileImporter().importPackagesOf(Hen.class)))
        .containsExactly(
            "rules.fixture.circle: Egg Hen", "rules.fixture.circle: Paper Rock Scissors");
  }
}
