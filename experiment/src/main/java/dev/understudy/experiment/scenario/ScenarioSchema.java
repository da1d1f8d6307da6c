package dev.understudy.experiment.scenario;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.Bytes;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.replica.Replication;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.DiskReads;
import dev.understudy.hypervisor.device.DiskKind;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.random.Probability;
import dev.understudy.sim.time.HostClock;
import dev.understudy.sim.time.Pace;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.SometimesProperty;
import java.util.List;
import java.util.Optional;

/**
 * The table of all keys of a scenario: name, type, standard value, meaning, and the part of the
 * record it stands for. Reader, writer and reference page know nothing else.
 */
final class ScenarioSchema {

  static final long US = 1_000;
  static final long MS = 1_000_000;

  /** A day of virtual time is for ever. */
  static final long TIME_MAX = 86_400_000_000_000L;

  private static final int SIZE_MAX = 1 << 30;

  private ScenarioSchema() {}

  /** Everything; {@code name} is what a scenario without a name is called. */
  static Section<Scenario> scenario(String name) {
    Section<Scenario> all = new Section<>("What runs, and for how long.");
    Key<String> title =
        all.key(
            "name", ValueTypes.name(), name, Scenario::name, "For reports; else the file's name.");
    Key<String> description =
        all.key(
            "description", ValueTypes.text(), "", Scenario::description, "A sentence for lists.");
    Key<String> program =
        all.required(
            "program",
            ValueTypes.name(),
            Scenario::program,
            "A program that ships, or the path of a source from where the scenario is.");
    Key<Long> seed =
        all.key(
            "seed",
            ValueTypes.number(Long.MIN_VALUE, Long.MAX_VALUE),
            1L,
            Scenario::seed,
            "Everything random follows from it.");
    Key<Long> length =
        all.key(
            "length",
            ValueTypes.duration(1, TIME_MAX),
            2_000 * MS,
            Scenario::lengthNs,
            "Virtual time at which the run ends at the latest.");
    var hosts = all.tables("hosts", host(), Scenario::hosts, List.of());
    var cluster = all.table("cluster", ClusterSchema.cluster(), Scenario::cluster);
    var networks = all.table("network", networks(), Scenario::networks);
    var protocol = all.table("protocol", protocol(), Scenario::protocol);
    var replication = all.table("replication", replication(), Scenario::replication);
    var disk = all.table("disk", disk(), Scenario::disk);
    var clients =
        all.tables(
            "clients",
            ClientSchema.clients(),
            scenario -> scenario.clients().stream().map(ClientSettings::of).toList(),
            List.of());
    var keyboard = all.tables("keyboard", typing(), Scenario::keyboard, List.of());
    var mouse = all.tables("mouse", movement(), Scenario::mouse, List.of());
    var faults = all.tables("faults", FaultSchema.faults(), Scenario::faults, List.of());
    var operations =
        all.tables("operations", OperationSchema.operations(), Scenario::operations, List.of());
    var recurringFaults =
        all.table("recurring-faults", RecurringFaults.section(), Scenario::recurringFaults);
    var expect = all.table("expect", expectation(), Scenario::expect);
    var sweep = all.table("sweep", sweep(), Scenario::sweep);
    var limits = all.table("limits", LimitsSchema.limits(), Scenario::limits);
    return all.becomes(
        values -> {
          ScenarioValidator validator =
              new ScenarioValidator(
                  values, values.get(hosts), values.get(clients), values.get(faults));
          Scenario scenario =
              new Scenario(
                  values.get(title),
                  values.get(description),
                  values.get(program),
                  values.get(seed),
                  values.get(length),
                  validator.hosts(),
                  values.get(cluster),
                  values.get(networks),
                  values.get(protocol),
                  values.get(replication),
                  values.get(disk),
                  validator.clients(),
                  ImmutableList.copyOf(values.get(keyboard)),
                  ImmutableList.copyOf(values.get(mouse)),
                  validator.faults(),
                  ImmutableList.copyOf(values.get(operations)),
                  values.get(recurringFaults),
                  values.get(expect),
                  values.get(sweep),
                  values.get(limits));
          validator.check(scenario);
          return values.isRejected() ? null : scenario;
        });
  }

  private static Section<HostProfile> host() {
    Section<HostProfile> host =
        new Section<>(
            "A host each, named host-1, host-2 and so on; two at least. The first is the first"
                + " primary, the second its backup; guests can be cloned to the others. Without any"
                + " there are two that differ a little: "
                + ScenarioValidator.standardHostsInWords()
                + ".");
    HostProfile standard = ScenarioValidator.STANDARD_HOSTS.get(0);
    Key<Long> speed =
        host.key(
            "instruction-time",
            ValueTypes.instructionTime(1, Pace.FEMTOSECONDS_PER_INSTRUCTION_MAX),
            standard.femtosecondsPerInstruction(),
            HostProfile::femtosecondsPerInstruction,
            "How long an instruction of the guest takes.");
    Key<Long> offset =
        host.key(
            "clock-offset",
            ValueTypes.duration(-TIME_MAX, TIME_MAX),
            standard.clock().offsetNs(),
            profile -> profile.clock().offsetNs(),
            "What its clock shows when the run begins.");
    Key<Long> drift =
        host.key(
            "clock-drift",
            ValueTypes.partsPerMillion(HostClock.DRIFT_PARTS_PER_BILLION_MAX),
            standard.clock().driftPartsPerBillion(),
            profile -> profile.clock().driftPartsPerBillion(),
            "How much faster its clock runs, in parts per million.");
    Key<Long> jitter =
        host.key(
            "interrupt-jitter",
            ValueTypes.duration(0, 1_000 * MS),
            standard.interruptJitterNs(),
            HostProfile::interruptJitterNs,
            "A timer interrupt comes up to this much late.");
    return host.becomes(
        values ->
            new HostProfile(
                "",
                values.get(speed),
                new HostClock(values.get(offset), values.get(drift)),
                values.get(jitter)));
  }

  private static Section<NetworkSettings> networks() {
    Section<NetworkSettings> networks = new Section<>("Three networks that share nothing.");
    var client =
        networks.table(
            "client",
            link("Between the clients and the hosts.", 100 * US),
            NetworkSettings::client);
    var channel =
        networks.table(
            "channel",
            link("The logging channel, between hosts.", 50 * US),
            NetworkSettings::channel);
    var storage =
        networks.table(
            "storage", link("Between the hosts and the disk.", 100 * US), NetworkSettings::storage);
    return networks.becomes(
        values ->
            new NetworkSettings(values.get(client), values.get(channel), values.get(storage)));
  }

  private static Section<LinkModel> link(String doc, long latencyNs) {
    Section<LinkModel> link = new Section<>(doc);
    Key<Long> latency =
        link.key(
            "latency",
            ValueTypes.duration(1, 10_000 * MS),
            latencyNs,
            LinkModel::latencyNs,
            "The least time of flight, one way.");
    Key<Long> jitter =
        link.key(
            "jitter",
            ValueTypes.duration(0, 10_000 * MS),
            0L,
            LinkModel::jitterNs,
            "Up to this much more.");
    Key<Probability> loss =
        link.key(
            "loss", ValueTypes.probability(), Probability.NEVER, LinkModel::loss, "Of a frame.");
    Key<Probability> duplication =
        link.key(
            "duplication",
            ValueTypes.probability(),
            Probability.NEVER,
            LinkModel::duplication,
            "That a frame arrives twice.");
    Key<Probability> reordering =
        link.key(
            "reordering",
            ValueTypes.probability(),
            Probability.NEVER,
            LinkModel::reordering,
            "That a frame is held back and may be overtaken by later ones.");
    Key<Long> bandwidth =
        link.key(
            "bandwidth",
            ValueTypes.number(0, 1L << 40),
            LinkModel.UNLIMITED,
            LinkModel::bytesPerSecond,
            "Bytes a second in each direction; 0: no limit. What is too much queues.");
    return link.becomes(
        values ->
            new LinkModel(
                values.get(latency),
                values.get(jitter),
                values.get(loss),
                values.get(duplication),
                values.get(reordering),
                values.get(bandwidth)));
  }

  private static Section<ProtocolSettings> protocol() {
    Section<ProtocolSettings> section = new Section<>("The times and sizes of fault tolerance.");
    ProtocolConfig standard = ProtocolConfig.DEFAULT;
    Key<Long> heartbeat =
        section.key(
            "heartbeat-interval",
            ValueTypes.duration(1, 10_000 * MS),
            standard.heartbeatIntervalNs(),
            settings -> settings.config().heartbeatIntervalNs(),
            "A host sends its peer something at least that often.");
    Key<Long> detection =
        section.key(
            "detection-timeout",
            ValueTypes.duration(1, 60_000 * MS),
            standard.detectionTimeoutNs(),
            settings -> settings.config().detectionTimeoutNs(),
            "A peer not heard for so long counts as failed.");
    Key<Long> isolation =
        section.key(
            "isolation-wait",
            ValueTypes.duration(0, 60_000 * MS),
            standard.isolationWaitNs(),
            settings -> settings.config().isolationWaitNs(),
            "How much longer a host without a link to clients or disk waits before it arbitrates;"
                + " and after how long without one a primary steps aside.");
    Key<Long> retransmit =
        section.key(
            "retransmit-after",
            ValueTypes.duration(1, 10_000 * MS),
            standard.retransmitNs(),
            settings -> settings.config().retransmitNs(),
            "Entries not acknowledged for so long are sent again.");
    Key<Long> flush =
        section.key(
            "flush-delay",
            ValueTypes.duration(0, 10_000 * MS),
            standard.flushDelayNs(),
            settings -> settings.config().flushDelayNs(),
            "How long an entry that no output waits for may wait for others to share its frame.");
    Key<Long> announce =
        section.key(
            "announce-interval",
            ValueTypes.duration(1, 10_000 * MS),
            standard.announceIntervalNs(),
            settings -> settings.config().announceIntervalNs(),
            "How often a live host announces the guest's address.");
    Key<Integer> batch =
        section.key(
            "batch",
            ValueTypes.size(1, SIZE_MAX),
            standard.batchBytes(),
            settings -> settings.config().batchBytes(),
            "A log frame with so much in it is sent.");
    Key<Integer> window =
        section.key(
            "window",
            ValueTypes.size(1, SIZE_MAX),
            standard.windowBytes(),
            settings -> settings.config().windowBytes(),
            "Sent and not acknowledged, at most.");
    Key<Integer> buffer =
        section.key(
            "log-buffer",
            ValueTypes.size(1, SIZE_MAX),
            standard.logBufferBytes(),
            settings -> settings.config().logBufferBytes(),
            "At each end; the guest stalls when the primary's is full.");
    Key<Integer> entries =
        section.key(
            "log-buffer-entries",
            ValueTypes.integer(1, SIZE_MAX),
            standard.logBufferEntries(),
            settings -> settings.config().logBufferEntries(),
            "The same, in entries: whichever is full first.");
    Key<Long> lag =
        section.key(
            "execution-lag-max",
            ValueTypes.duration(1 * MS, TIME_MAX),
            100 * MS,
            ProtocolSettings::executionLagMaxNs,
            "How far the backup may fall behind: from a quarter of it on, the primary is slowed"
                + " down.");
    Key<Long> progress =
        section.key(
            "progress-interval",
            ValueTypes.duration(1, 10_000 * MS),
            2 * MS,
            ProtocolSettings::progressIntervalNs,
            "How often the log learns the guest's clock.");
    Key<Long> retry =
        section.key(
            "storage-retry",
            ValueTypes.duration(1, 10_000 * MS),
            2 * MS,
            ProtocolSettings::storageRetryNs,
            "A disk request not answered for so long is sent again.");
    return section.becomes(
        values -> {
          if (values.get(detection) <= values.get(heartbeat)) {
            values.reject(
                List.of("detection-timeout"),
                "every silence between two heartbeats would count as a failure",
                "more than the heartbeat-interval, " + Units.TIME.print(values.get(heartbeat)));
            return null;
          }
          return new ProtocolSettings(
              new ProtocolConfig(
                  values.get(heartbeat),
                  values.get(detection),
                  values.get(isolation),
                  values.get(retransmit),
                  values.get(flush),
                  values.get(announce),
                  values.get(batch),
                  values.get(window),
                  values.get(buffer),
                  values.get(entries)),
              values.get(progress),
              values.get(lag),
              values.get(retry));
        });
  }

  private static Section<Replication> replication() {
    Section<Replication> section = new Section<>("What the guest and its outputs wait for.");
    Replication standard = Replication.STANDARD;
    Key<Strategy> strategy =
        section.key(
            "strategy",
            ValueTypes.choice(List.of(Strategy.values()), Strategy::label),
            standard.strategy(),
            Replication::strategy,
            "`none`, `async`, `sync`, `epoch`, `vm-ft` or `checkpoint`;"
                + " docs/understand/STRATEGIES.md.");
    Key<Long> epoch =
        section.key(
            "epoch",
            ValueTypes.duration(1 * US, 10_000 * MS),
            standard.epochNs(),
            Replication::epochNs,
            "`epoch`: its length.");
    Key<Long> checkpoint =
        section.key(
            "checkpoint-interval",
            ValueTypes.duration(1 * US, 10_000 * MS),
            standard.checkpointNs(),
            Replication::checkpointNs,
            "`checkpoint`: from one to the next, unless the one before is still under way.");
    Key<Long> copy =
        section.key(
            "page-copy",
            ValueTypes.duration(0, 1 * MS),
            standard.pageCopyNs(),
            Replication::pageCopyNs,
            "`checkpoint`: how long the guest stands still for each page of 4096 bytes.");
    Key<List<OutputKind>> resend =
        section.key(
            "resend",
            ValueTypes.choices(standard.resend(), OutputKind::text),
            standard.resend(),
            Replication::resend,
            "The outputs that a backup sends again when it goes live, if they may not have left;"
                + " others are dropped. docs/use/ALTERNATIVES.md.");
    return section.becomes(
        values ->
            new Replication(
                values.get(strategy),
                values.get(epoch),
                values.get(checkpoint),
                values.get(copy),
                values.get(resend)));
  }

  private static Section<DiskSettings> disk() {
    Section<DiskSettings> disk =
        new Section<>("The guest's disk. All its blocks are zero at first.");
    Key<DiskKind> kind =
        disk.key(
            "kind",
            ValueTypes.choice(List.of(DiskKind.values()), DiskKind::label),
            DiskKind.SHARED,
            DiskSettings::kind,
            "`shared`: all hosts have the same; `own`: each has one for itself, what the guest"
                + " writes there is no output, and a third party at the end of the storage network"
                + " arbitrates. docs/use/ALTERNATIVES.md.");
    Key<Long> blocks =
        disk.key(
            "blocks",
            ValueTypes.number(1, 1L << 24),
            1024L,
            DiskSettings::blocks,
            "Its size, in blocks of 512 bytes.");
    Key<Long> service =
        disk.key(
            "service-time",
            ValueTypes.duration(1, 10_000 * MS),
            100 * US,
            DiskSettings::serviceNs,
            "How long it takes for a request; a third party takes as long for its answers.");
    Key<DiskReads> reads =
        disk.key(
            "reads",
            ValueTypes.choice(List.of(DiskReads.values()), DiskReads::label),
            DiskReads.LOGGED,
            DiskSettings::reads,
            "How a backup comes by what its guest reads: `logged`, from the log, or `repeated`, by"
                + " a read of its own. docs/use/ALTERNATIVES.md.");
    return disk.becomes(
        values ->
            new DiskSettings(
                values.get(kind), values.get(blocks), values.get(service), values.get(reads)));
  }

  private static Section<TypedText> typing() {
    Section<TypedText> typing = new Section<>("A text is typed at the keyboard.");
    Key<Long> at =
        typing.required("at", ValueTypes.duration(0, TIME_MAX), TypedText::atNs, "The first key.");
    Key<Bytes> text =
        typing.required(
            "text", ValueTypes.bytes(4096), TypedText::text, "A key for each byte (UTF-8).");
    Key<Long> interval =
        typing.key(
            "interval",
            ValueTypes.duration(0, TIME_MAX),
            MS,
            TypedText::intervalNs,
            "From one key to the next.");
    return typing.becomes(
        values -> new TypedText(values.get(at), values.get(text), values.get(interval)));
  }

  private static Section<MouseMovement> movement() {
    Section<MouseMovement> movement =
        new Section<>("The mouse is moved, or its buttons are pressed.");
    Key<Long> at =
        movement.required("at", ValueTypes.duration(0, TIME_MAX), MouseMovement::atNs, "When.");
    Key<Integer> dx =
        movement.key(
            "dx", ValueTypes.integer(-32_768, 32_767), 0, MouseMovement::dx, "To the right.");
    Key<Integer> dy =
        movement.key("dy", ValueTypes.integer(-32_768, 32_767), 0, MouseMovement::dy, "Down.");
    Key<Integer> buttons =
        movement.key(
            "buttons",
            ValueTypes.integer(0, 255),
            0,
            MouseMovement::buttons,
            "Which are pressed, one bit each.");
    return movement.becomes(
        values ->
            new MouseMovement(values.get(at), values.get(dx), values.get(dy), values.get(buttons)));
  }

  private static Section<Expectation> expectation() {
    Section<Expectation> expect =
        new Section<>("What a run has to show, besides keeping every promise there is.");
    Key<Optional<String>> console =
        expect.key(
            "console",
            ValueTypes.text().orAbsent(),
            Optional.empty(),
            Expectation::console,
            "The whole console text.");
    Key<Optional<OutputKind>> ending =
        expect.key(
            "ending",
            ValueTypes.choice(OutputKind.endings(), OutputKind::text).orAbsent(),
            Optional.empty(),
            Expectation::ending,
            "How the guest ends. A guest that stops with a fault has done its work only if that is"
                + " declared here.");
    Key<Optional<Long>> exitCode =
        expect.key(
            "exit-code",
            ValueTypes.number(Long.MIN_VALUE, Long.MAX_VALUE).orAbsent(),
            Optional.empty(),
            Expectation::exitCode,
            "What the guest hands to `POWER_OFF`.");
    Key<Optional<Long>> failovers =
        expect.key(
            "failovers",
            ValueTypes.number(0, 1_000).orAbsent(),
            Optional.empty(),
            Expectation::failovers,
            "How often a backup goes live.");
    Key<List<ComparedAspect>> compare =
        expect.key(
            "compare",
            ValueTypes.choices(List.of(ComparedAspect.values()), ComparedAspect::label),
            List.of(),
            Expectation::compare,
            "What equals a run on one host, see below.");
    Key<List<SometimesProperty>> sometimes =
        expect.key(
            "sometimes",
            ValueTypes.choices(List.of(SometimesProperty.values()), SometimesProperty::label),
            List.of(),
            Expectation::sometimes,
            "What has to happen under the scenario's own faults, or it tests less than it seems to,"
                + " see below.");
    Key<Optional<Long>> lag =
        expect.key(
            "lag-max",
            ValueTypes.duration(0, TIME_MAX).orAbsent(),
            Optional.empty(),
            Expectation::lagMaxNs,
            "How far the backup may be behind.");
    Key<Optional<Long>> hold =
        expect.key(
            "hold-max",
            ValueTypes.duration(0, TIME_MAX).orAbsent(),
            Optional.empty(),
            Expectation::holdMaxNs,
            "How long an output may be held while nothing is wrong.");
    Key<Optional<Long>> outage =
        expect.key(
            "outage-max",
            ValueTypes.duration(0, TIME_MAX).orAbsent(),
            Optional.empty(),
            Expectation::outageMaxNs,
            "How long a failover may take, from the fault to the next output.");
    Key<Optional<Long>> redundant =
        expect.key(
            "redundant-within",
            ValueTypes.duration(0, TIME_MAX).orAbsent(),
            Optional.empty(),
            Expectation::redundantWithinNs,
            "How soon the cluster service has a new backup ready, after the last thing that went"
                + " wrong or right again; without it, `replace-after`, ten detection timeouts, and"
                + " for each of `rounds-max` what it takes to get the guest across the channel"
                + " twice, with what the window, the bandwidth and lost frames make of that.");
    Key<Optional<Long>> endsBy =
        expect.key(
            "ends-by",
            ValueTypes.duration(1, TIME_MAX).orAbsent(),
            Optional.empty(),
            Expectation::endsByNs,
            "When the outside has seen the guest end, at the latest, under the scenario's own"
                + " faults. It is before the end of the run.");
    return expect.becomes(
        values ->
            new Expectation(
                values.get(console),
                values.get(ending),
                values.get(exitCode),
                values.get(failovers),
                ImmutableList.copyOf(values.get(compare)),
                ImmutableList.copyOf(values.get(sometimes)),
                values.get(lag),
                values.get(hold),
                values.get(outage),
                values.get(redundant),
                values.get(endsBy)));
  }

  private static Section<SweepSettings> sweep() {
    Section<SweepSettings> sweep =
        new Section<>("A smaller workload for commands that go through every point of a run.");
    Key<Optional<Long>> clients =
        sweep.key(
            "clients",
            ValueTypes.number(0, 255).orAbsent(),
            Optional.empty(),
            SweepSettings::clients,
            "Of each group, at most.");
    Key<Optional<Long>> requests =
        sweep.key(
            "requests",
            ValueTypes.number(0, 1_000_000).orAbsent(),
            Optional.empty(),
            SweepSettings::requests,
            "Of each client, at most.");
    Key<Optional<Long>> length =
        sweep.key(
            "length",
            ValueTypes.duration(1, TIME_MAX).orAbsent(),
            Optional.empty(),
            SweepSettings::lengthNs,
            "In place of the scenario's.");
    return sweep.becomes(
        values -> new SweepSettings(values.get(clients), values.get(requests), values.get(length)));
  }
}
