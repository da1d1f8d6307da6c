package dev.understudy.ft.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.DiskRules;
import dev.understudy.disk.RenewOutcome;
import dev.understudy.disk.SharedDisk;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.hypervisor.Input.DiskAnswered;
import dev.understudy.hypervisor.device.PendingIo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Hosts that issue disk I/O, fail over to each other and take new backups in, over a real disk and
 * a network that loses, repeats and reorders. The log is a list; of the protocol there is only how
 * far the backup has received it, and how far the primary knows.
 */
final class StorageWorld {
  private static final long RETRY_NS = 50;
  private static final int MAX_PENDING = 6;

  private final RandomGenerator random;
  private final StorageRules rules;
  private final SharedDisk disk;
  private final int lossPercent;
  private final List<Object> network = new ArrayList<>();
  private final List<Host> hosts = new ArrayList<>();
  private long now;
  private long incarnations = 2;

  private boolean healed;

  private int failovers;
  private int reissues;

  StorageWorld(RandomGenerator random, StorageRules rules, DiskRules diskRules) {
    this.random = random;
    this.rules = rules;
    this.lossPercent = random.nextInt(60);
    this.disk = SharedDisk.create(GuestLog.BLOCKS, 1, 2, diskRules);
    hosts.add(new Host(1, 2));
  }

  /** How often a backup went live. */
  int failovers() {
    return failovers;
  }

  /** How many I/O were issued again. */
  int reissues() {
    return reissues;
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
    healed = true;
    for (int i = 0; i < 100_000 && !isQuiet(); i++) {
      step();
    }
    assertThat(isQuiet()).as("everything is answered once the network is sound").isTrue();
    GuestLog log = hosts.get(0).log;
    int[] blocks = new int[GuestLog.BLOCKS];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = BlockFill.of(disk.block(i));
    }
    assertThat(blocks).as("the disk").isEqualTo(log.blocksInIssueOrder());
    assertThat(log.memoryInCompletionOrder())
        .as("guest memory")
        .isEqualTo(log.memoryInIssueOrder());
  }

  private boolean isQuiet() {
    Host host = hosts.get(0);
    return hosts.size() == 1
        && host.live
        && !host.arbitrating
        && host.client.outstanding().isEmpty()
        && network.isEmpty();
  }

  private void step() {
    now += 1 + random.nextInt(5);
    for (Host host : List.copyOf(hosts)) {
      if (host.wakeAtNs <= now) {
        host.wakeAtNs = Long.MAX_VALUE;
        host.tell((client, out) -> client.tick(now, out));
      }
    }
    Host host = hosts.get(random.nextInt(hosts.size()));
    switch (random.nextInt(healed ? 6 : 10)) {
      case 0, 1, 2 -> deliver();
      case 3, 4 -> host.learnAcks();
      case 5 -> changeMembership(host);
      case 6 -> deliver();
      default -> host.issueSomething();
    }
  }

  // ---- the network

  private void send(Object message) {
    int copies = 1;
    if (!healed) {
      copies = random.nextInt(100) < lossPercent ? 0 : 1 + random.nextInt(4) / 3;
    }
    for (int i = 0; i < copies; i++) {
      network.add(message);
    }
  }

  private void deliver() {
    if (network.isEmpty()) {
      return;
    }
    int which = random.nextInt(network.size());
    // Some messages are overtaken by all others for a long time.
    if (!healed && which < 2 && random.nextInt(20) != 0) {
      return;
    }
    Object message = network.remove(which);
    if (message instanceof DiskRequest request) {
      send(disk.apply(request));
      return;
    }
    DiskReply reply = (DiskReply) message;
    for (Host host : List.copyOf(hosts)) {
      if (host.incarnation == reply.incarnation()) {
        host.tell((client, out) -> client.answered(reply, now, out));
      }
    }
  }

  // ---- who is there

  /** Begins a failover, ends one, or takes a new backup in at a host that is alone. */
  private void changeMembership(Host host) {
    if (host.arbitrating || random.nextInt(healed ? 1 : 10) != 0) {
      return;
    }
    if (host.cut && !host.alone) {
      host.arbitrate();
    } else if (host.alone && !healed) {
      host.arbitrating = true;
      long joiner = ++incarnations;
      host.tell((client, out) -> client.renew(host.generation, joiner, now, out));
    } else if (!healed) {
      failOver(host);
    }
  }

  /**
   * Fails over: the channel is cut, and the backup has received part of what is not acknowledged.
   */
  private void failOver(Host primary) {
    int unsure = primary.log.size() - primary.acknowledged;
    Host backup = new Host(primary, primary.acknowledged + random.nextInt(unsure + 1));
    hosts.add(backup);
    primary.cut = true;
    backup.arbitrate();
    switch (random.nextInt(3)) {
      case 0 -> hosts.remove(primary);
      case 1 -> primary.arbitrate();
      default -> {
        // The primary is paused or slow to notice: it goes on with its outputs held, until the disk
        // refuses it.
      }
    }
  }

  /** One incarnation, with its guest's log. */
  private final class Host {
    private final long incarnation;
    private final StorageClient client;

    /** A copy of the client made some time ago, which is told all that the client is told. */
    private StorageClient fork;

    private final GuestLog log;
    private long generation;
    private long peer;
    private long wakeAtNs = Long.MAX_VALUE;

    /** The number of entries that can't get lost any more. */
    private int acknowledged;

    private boolean live;
    private boolean alone;
    private boolean cut;
    private boolean arbitrating;

    /** The first primary. */
    Host(long incarnation, long peer) {
      this.incarnation = incarnation;
      this.peer = peer;
      this.client = new StorageClient(incarnation, RETRY_NS, rules);
      this.fork = client.fork();
      this.log = new GuestLog();
      this.live = true;
    }

    /** A backup that has received part of its primary's log. */
    Host(Host primary, int received) {
      this.incarnation = primary.peer;
      this.peer = primary.incarnation;
      this.generation = primary.generation;
      this.client = new StorageClient(incarnation, RETRY_NS, rules);
      this.fork = client.fork();
      this.log = new GuestLog(primary.log, received);
      this.acknowledged = received;
    }

    /** Tells the client something, then does what it asks for. */
    void tell(BiConsumer<StorageClient, Consumer<StorageCommand>> what) {
      if (random.nextInt(40) == 0) {
        fork = client.fork();
      }
      List<StorageCommand> commands = new ArrayList<>();
      what.accept(client, commands::add);
      List<StorageCommand> commandsOfFork = new ArrayList<>();
      what.accept(fork, commandsOfFork::add);
      assertThat(commandsOfFork).as("a fork told the same").isEqualTo(commands);
      commands.forEach(this::obey);
    }

    void arbitrate() {
      arbitrating = true;
      tell((client, out) -> client.testAndSet(generation, peer, now, out));
    }

    void issueSomething() {
      if (live && !client.isFenced() && log.pending().size() < MAX_PENDING) {
        PendingIo io = randomIo(log.lastRequestId() + 1);
        log.issued(io);
        tell((client, out) -> client.issue(io, now, out));
        if (alone) {
          learnAcks();
        }
      }
    }

    /**
     * Notes that the backup's acknowledgements arrive; without a backup all that is logged is safe.
     */
    void learnAcks() {
      int known = acknowledged;
      if (alone) {
        known = log.size();
      } else if (live && !cut) {
        known += random.nextInt(log.size() - acknowledged + 1);
      }
      while (acknowledged < known) {
        int entry = acknowledged++;
        long id = log.requestId(entry);
        tell(
            log.isIssue(entry)
                ? (client, out) -> client.release(id, now, out)
                : (client, out) -> client.completionAcknowledged(id, now, out));
      }
    }

    private void obey(StorageCommand command) {
      if (command instanceof StorageCommand.Send send) {
        send(send.request());
      } else if (command instanceof StorageCommand.WakeAt wake) {
        wakeAtNs = wake.atNs();
      } else if (command instanceof StorageCommand.Completed completed) {
        complete(completed.answer());
      } else if (command instanceof StorageCommand.Arbitrated answer) {
        arbitrated(answer.outcome());
      } else if (command instanceof StorageCommand.Renewed answer) {
        renewed(answer);
      } else if (command instanceof StorageCommand.Fenced fenced) {
        assertThat(cut && !alone).as("%s while it acts", fenced).isTrue();
        hosts.remove(this);
      }
    }

    private void complete(DiskAnswered answer) {
      PendingIo io = log.pending().get(answer.requestId());
      assertThat(io).as("issued, and not completed before: %s", answer).isNotNull();
      assertThat(answer.ok()).as("%s", answer).isTrue();
      if (!io.write()) {
        assertThat(BlockFill.allOf(answer.data()))
            .as("read %d", io.requestId())
            .isEqualTo(log.expected(io.requestId()));
      }
      log.completed(io, answer.data());
      if (alone) {
        learnAcks();
      }
    }

    private void arbitrated(TestAndSetOutcome outcome) {
      arbitrating = false;
      if (outcome != TestAndSetOutcome.WON) {
        hosts.remove(this);
        return;
      }
      alone = true;
      if (!live) {
        live = true;
        failovers++;
        List<PendingIo> pending = List.copyOf(log.pending().values());
        reissues += pending.size();
        tell((client, out) -> client.reissue(pending, now, out));
      }
      learnAcks();
    }

    /** Takes a new backup in, to which what is logged so far comes with the guest. */
    private void renewed(StorageCommand.Renewed answer) {
      assertThat(answer.outcome()).isEqualTo(RenewOutcome.RENEWED);
      learnAcks();
      arbitrating = false;
      alone = false;
      cut = false;
      generation++;
      peer = answer.joiner();
    }
  }

  private PendingIo randomIo(long id) {
    int block = random.nextInt(GuestLog.BLOCKS);
    int blocks = 1 + random.nextInt(Math.min(3, GuestLog.BLOCKS - block));
    int address = random.nextInt(GuestLog.SLOTS) * SharedDisk.BLOCK_BYTES;
    if (random.nextBoolean()) {
      return new PendingIo(id, false, block, blocks, address, id, Bytes.EMPTY);
    }
    int[] numbers = new int[blocks];
    for (int i = 0; i < blocks; i++) {
      numbers[i] = random.nextInt();
    }
    return new PendingIo(id, true, block, blocks, address, id, BlockFill.with(numbers));
  }
}
