package dev.understudy.experiment.mutant;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.Fault;
import java.util.List;
import java.util.Locale;

/**
 * Worlds in a fixed order, one for each number: the same scenario with other luck and with its
 * faults at other instants. All of them are within what is promised, so the unmodified system keeps
 * every promise in every one.
 */
public enum MutantCampaign {
  BUSY("a counter whose clients never pause; nothing fails", CampaignScenarios.BUSY_COUNTER),
  IDLE(
      "a counter with little to do, and a log that stays silent for long",
      CampaignScenarios.IDLE_COUNTER),
  IDLE_AND_SLOW(
      "such a counter, whose backup computes slowly for a while; nothing reaches the channel",
      CampaignScenarios.IDLE_COUNTER,
      5 * CampaignScenarios.MS,
      "slow host-2:2@AT+10ms"),
  IDLE_AND_OUTAGE(
      "such a counter, whose disk is out for a while; nothing reaches the channel",
      CampaignScenarios.IDLE_COUNTER,
      5 * CampaignScenarios.MS,
      "disk-outage disk@AT+10ms"),
  CRASH(
      "the primary of a counter dies at any instant",
      CampaignScenarios.COUNTER,
      15 * CampaignScenarios.MS,
      "crash primary@AT"),
  CHANNEL_CUT(
      "the logging channel of a counter is cut, both ways, at any instant",
      CampaignScenarios.COUNTER,
      15 * CampaignScenarios.MS,
      "cut channel:host-1:host-2@AT",
      "cut channel:host-2:host-1@AT"),
  CHANNEL_CUT_HEALS(
      "a disk writer's backup hears nothing of its primary for about the detection time",
      CampaignScenarios.DISK_WRITER,
      10 * CampaignScenarios.MS,
      "cut channel:host-1:host-2@AT+10ms"),
  LOSSY_CHANNEL(
      "a logging channel that loses, doubles and reorders",
      CampaignScenarios.LOSSY_CHANNEL_COUNTER),
  LOSSY_CHANNEL_WRITER(
      "the same channel under a program whose outputs follow each other closely",
      CampaignScenarios.LOSSY_CHANNEL_DISK_WRITER),
  LOSSY_CHANNEL_CRASH(
      "a logging channel that loses, doubles and reorders, and a crash of the primary",
      CampaignScenarios.LOSSY_CHANNEL_COUNTER,
      15 * CampaignScenarios.MS,
      "crash primary@AT"),
  LOST_ACKS(
      "acknowledgements get lost for a while, and the primary of a busy counter dies meanwhile",
      CampaignScenarios.BUSY_COUNTER,
      10 * CampaignScenarios.MS,
      "cut channel:host-2:host-1@AT+5ms",
      "crash host-1@SOON"),
  LOSSY_CLIENTS(
      "a client network that loses much, and a crash of the primary",
      CampaignScenarios.LOSSY_CLIENTS_COUNTER,
      15 * CampaignScenarios.MS,
      "crash primary@AT"),
  LOST_ANSWER(
      "a storage network that loses much, and a crash of the primary",
      CampaignScenarios.LOSSY_STORAGE_COUNTER,
      15 * CampaignScenarios.MS,
      "crash primary@AT"),
  ISOLATED(
      "the primary's host loses all its links but that to the disk",
      CampaignScenarios.COUNTER,
      15 * CampaignScenarios.MS,
      "cut client:host-1:all@AT",
      "cut client:all:host-1@AT",
      "cut channel:host-1:host-2@AT",
      "cut channel:host-2:host-1@AT"),
  CUT_OFF(
      "clients no longer reach the primary's host, whose logging channel is well",
      CampaignScenarios.COUNTER,
      15 * CampaignScenarios.MS,
      "cut client:all:host-1@AT"),
  SLOW_BACKUP(
      "the backup computes slowly for a while and the primary dies meanwhile",
      CampaignScenarios.THREADS,
      20 * CampaignScenarios.MS,
      "slow host-2:40@1ms+20ms",
      "crash host-1@AT"),
  BACKUP_DIES_AT_THE_END(
      "the backup dies while a short program ends",
      CampaignScenarios.HELLO,
      200 * CampaignScenarios.US,
      "crash backup@AT"),
  CRASH_AT_THE_END(
      "the primary dies while a short program ends",
      CampaignScenarios.HELLO,
      150 * CampaignScenarios.US,
      "crash primary@AT"),
  GUEST_ENDS(
      "a short program ends, and long after that something fails",
      CampaignScenarios.HELLO,
      CampaignScenarios.MS,
      "slow host-2:2@40ms+1ms"),
  CLOCK("a program that reads its clock; nothing fails", CampaignScenarios.CLOCK),
  CLOCK_CRASH(
      "the primary of such a program dies at any instant, and its end is not awaited",
      CampaignScenarios.CLOCK_OF_NOBODY,
      CampaignScenarios.MS,
      "crash primary@AT"),
  ASYNC_CRASH(
      "the primary of an idle counter that does not wait for its backup dies",
      CampaignScenarios.ASYNC_COUNTER,
      20 * CampaignScenarios.MS,
      "crash primary@AT"),
  CLOCK_BEHIND(
      "the primary dies, and its backup's clock is far behind",
      CampaignScenarios.CLOCK_BEHIND,
      20 * CampaignScenarios.MS,
      "crash primary@AT"),
  DICE("a program that draws random numbers; nothing fails", CampaignScenarios.DICE),
  THREADS("a program with preemptive threads; nothing fails", CampaignScenarios.THREADS),
  TIMER_CRASH(
      "the primary of a program with preemptive threads dies at any instant",
      CampaignScenarios.THREADS,
      10 * CampaignScenarios.MS,
      "crash primary@AT"),
  LONG_TIMER_CRASH(
      "the primary of a program with a slow periodic timer dies at any instant",
      CampaignScenarios.QUICK_DICE,
      20 * CampaignScenarios.MS,
      "crash primary@AT"),
  LATE_TICKS(
      "a program with preemptive threads whose ticks come a little late; nothing fails",
      CampaignScenarios.LATE_TICKS),
  TIMED_CLOCK(
      "a program that reads its clock and sleeps, and has to end in time",
      CampaignScenarios.TIMED_CLOCK),
  PAUSED("an operator pauses a guest and resumes it; nothing fails", CampaignScenarios.PAUSED),
  PAUSED_CRASH(
      "an operator pauses a guest, and the primary dies at any instant",
      CampaignScenarios.PAUSED,
      10 * CampaignScenarios.MS,
      "crash primary@AT"),
  SHARED(
      "an operator gives a guest a part of the processor; nothing fails", CampaignScenarios.SHARED),
  SHARED_CRASH(
      "an operator gives a guest a part of the processor, and the primary dies at any instant",
      CampaignScenarios.SHARED,
      10 * CampaignScenarios.MS,
      "crash primary@AT"),
  SLOWED(
      "the backup of a busy counter is slow for a while, and its primary waits for it",
      CampaignScenarios.SLOW_COUNTER,
      5 * CampaignScenarios.MS,
      "slow host-2:16@AT+60ms"),
  SLOWED_AND_ALONE(
      "the backup of a busy counter is slow, and dies",
      CampaignScenarios.SLOW_COUNTER,
      5 * CampaignScenarios.MS,
      "slow host-2:16@AT+60ms",
      "crash host-2@CLONING"),
  NARROW_CHANNEL(
      "a busy counter over a logging channel of little bandwidth; nothing fails",
      CampaignScenarios.NARROW_CHANNEL),
  DISK_CRASH(
      "the primary of a disk writer dies at any instant",
      CampaignScenarios.DISK_WRITER,
      10 * CampaignScenarios.MS,
      "crash primary@AT"),
  RACING_IO("disk requests that race; nothing fails", CampaignScenarios.RACER),
  RACING_IO_CRASH(
      "disk requests that race, and the primary dies at any instant",
      CampaignScenarios.RACER,
      40 * CampaignScenarios.MS,
      "crash primary@AT"),
  RACING_READS(
      "disk requests that race, and a backup that repeats reads",
      CampaignScenarios.RACER_WITHOUT_DATA),
  RACING_READS_LOST(
      "the same over a storage network that loses some",
      CampaignScenarios.LOSSY_RACER_WITHOUT_DATA),
  RACING_READS_CUT(
      "the same backup loses its link to the disk, in one direction",
      CampaignScenarios.RACER_WITHOUT_DATA,
      15 * CampaignScenarios.MS,
      "cut storage:all:host-2@AT"),
  OWN_DISKS(
      "a disk writer, a disk for each host, and the primary dies at any instant",
      CampaignScenarios.OWN_DISK_WRITER,
      10 * CampaignScenarios.MS,
      "crash primary@AT"),
  OWN_DISKS_RACING_CRASH(
      "disk requests that race, a disk for each host, and the primary dies at any instant",
      CampaignScenarios.OWN_RACER,
      8 * CampaignScenarios.MS,
      "crash primary@AT"),
  OWN_DISKS_CLONE(
      "a disk writer's backup dies, and a new one is cloned with a copy of the disk",
      CampaignScenarios.OWN_CLUSTER_DISK_WRITER,
      3 * CampaignScenarios.MS,
      "crash host-2@AT"),
  OWN_DISKS_CLONE_OF_BANK(
      "a bank's backup dies, and a new one is cloned with a copy of a disk that is written to",
      CampaignScenarios.OWN_CLUSTER_BANK,
      20 * CampaignScenarios.MS,
      "crash host-2@AT"),
  LATE_WRITES(
      "a storage network on which requests fly for longer than it takes to fail over",
      CampaignScenarios.LATE_DISK_WRITER,
      30 * CampaignScenarios.MS,
      "crash primary@AT"),
  LATE_COPIES(
      "a storage network that doubles and reorders; nothing fails",
      CampaignScenarios.COPYING_RACER),
  CLONE(
      "a busy counter's backup dies and a new one is cloned, with a disk that answers late",
      CampaignScenarios.SLOW_DISK_COUNTER,
      10 * CampaignScenarios.MS,
      "crash backup@AT+5ms"),
  CLONE_AND_CRASH(
      "a busy counter's backup dies, and the primary while a new one is cloned over a slow channel",
      CampaignScenarios.SLOW_CHANNEL_COUNTER,
      10 * CampaignScenarios.MS,
      "crash host-2@AT",
      "crash host-1@CLONING"),
  CLONE_OF_WRITER(
      "a disk writer's backup dies, a new one is cloned, and then the primary dies",
      CampaignScenarios.CLUSTER_DISK_WRITER,
      100 * CampaignScenarios.MS,
      "crash host-2@AT",
      "crash host-1@LATER"),
  MOVED_BACKUP(
      "a busy counter's backup is moved over a lossy channel, with a disk that answers late",
      CampaignScenarios.MOVED_BACKUP_COUNTER),
  EPOCH("a counter under epochs; nothing fails", CampaignScenarios.EPOCHS),
  CHECKPOINT("a counter under checkpoints; nothing fails", CampaignScenarios.CHECKPOINTS),
  CHECKPOINT_CRASH(
      "the primary of a counter under checkpoints dies at any instant",
      CampaignScenarios.CHECKPOINTS,
      15 * CampaignScenarios.MS,
      "crash primary@AT");

  /** Later than any run ends. */
  static final long NEVER_NS = Long.MAX_VALUE / 4;

  private static final long SOON_NS = 4 * CampaignScenarios.MS;

  /** The first fault has been noticed. */
  private static final long CLONING_NS = 15 * CampaignScenarios.MS;

  private static final long CLONING_SPREAD_NS = 40 * CampaignScenarios.MS;

  /** By then the first fault has been noticed, and a clone made. */
  private static final long LATER_NS = 60 * CampaignScenarios.MS;

  private static final long LATER_SPREAD_NS = 40 * CampaignScenarios.MS;

  private final String about;
  private final String toml;
  private final long untilNs;
  private final List<String> faults;

  MutantCampaign(String about, String toml) {
    this(about, toml, CampaignScenarios.MS);
  }

  /**
   * @param toml the scenario, as TOML
   * @param untilNs the faults' {@code AT} is drawn below this; {@code SOON} is a little later,
   *     {@code LATER} when there is a new backup
   */
  MutantCampaign(String about, String toml, long untilNs, String... faults) {
    this.about = about;
    this.toml = toml;
    this.untilNs = untilNs;
    this.faults = List.of(faults);
  }

  /** The campaign's name on the command line and in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What happens in it. */
  public String about() {
    return about;
  }

  /** World number {@code index}, from 0, of the unmodified system. */
  public Experiment world(int index) {
    Scenario scenario = Scenario.parse(label() + ".toml", toml).orThrow();
    Chance place = Chance.seeded(1).named(name()).numbered(index);
    List<Fault> plan = faults.stream().map(text -> fault(timed(text, place))).toList();
    return Experiment.of(
        Experiment.image(scenario.program()), scenario.withSeed(index + 1L).withFaults(plan));
  }

  /** A fault, with instants for the words in its text. */
  private String timed(String text, Chance place) {
    long atNs = place.below(0, untilNs);
    long soonNs = atNs + place.below(1, SOON_NS);
    long laterNs = atNs + LATER_NS + place.below(2, LATER_SPREAD_NS);
    long cloningNs = atNs + CLONING_NS + place.below(3, CLONING_SPREAD_NS);
    return text.replace("SOON", soonNs + "ns")
        .replace("CLONING", cloningNs + "ns")
        .replace("LATER", laterNs + "ns")
        .replace("AT", atNs + "ns");
  }

  private static Fault fault(String text) {
    return FaultText.parse(text, "campaign").fault().orElseThrow();
  }
}
