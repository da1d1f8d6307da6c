package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.DiskRules;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.replica.ReplicaConfig;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.net.LinkRules;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Image;
import java.util.Optional;

/**
 * Everything that a run depends on: equal setups give equal runs, bit for bit. Times are virtual,
 * in ns.
 *
 * @param seed of all random draws
 * @param faultTolerant two replicas under the protocol; else one host alone
 * @param image the guest program
 * @param engines what executes the guest on each host; it does not change the result
 * @param replica what each host's replica is configured with
 * @param seamRules the hypervisor's rules; {@link SeamRules#STANDARD} outside tests
 * @param diskRules the shared disk's rules; {@link DiskRules#STANDARD} outside tests
 * @param besideRules those of a machine that runs the survivor's log beside the world; {@link
 *     SeamRules#STANDARD} outside tests
 * @param linkRules those of the networks; {@link LinkRules#STANDARD} outside tests
 * @param hosts the places: at the first is the first primary, at the second its backup, the others
 *     are free
 * @param cluster what makes new backups
 * @param clientNetwork between clients and hosts
 * @param channel the logging channel between hosts
 * @param storageNetwork between hosts and disk
 * @param diskServiceNs how long the shared disk takes for a request, or a third party in its place
 * @param clients who sends requests to the guest
 * @param userInputs what is typed and how the mouse is moved, in order
 * @param faults what goes wrong
 * @param orders what an operator orders, by time
 * @param deadlineNs when the run ends at the latest
 * @param limits how much the guest may make
 * @param declared what it is judged by besides
 */
public record Setup(
    long seed,
    boolean faultTolerant,
    Image image,
    EngineAssignment engines,
    ReplicaConfig replica,
    SeamRules seamRules,
    DiskRules diskRules,
    SeamRules besideRules,
    LinkRules linkRules,
    ImmutableList<HostProfile> hosts,
    ClusterConfig cluster,
    LinkModel clientNetwork,
    LinkModel channel,
    LinkModel storageNetwork,
    long diskServiceNs,
    ImmutableList<ClientGroup> clients,
    ImmutableList<UserInput> userInputs,
    ImmutableList<Fault> faults,
    ImmutableList<PlannedOperation> orders,
    long deadlineNs,
    RunLimits limits,
    DeclaredBounds declared) {

  public Setup {
    if (faultTolerant) {
      require(Feasibility.ofHosts(hosts.size()));
    }
    int places = hosts.size();
    faults.forEach(
        fault -> fault.namedPlaces().forEach(one -> require(Feasibility.ofPlace(one, places))));
    orders.forEach(order -> require(Feasibility.ofPlace(order.operation().place(), places)));
  }

  private static void require(Optional<String> obstacle) {
    if (obstacle.isPresent()) {
      throw new IllegalArgumentException(obstacle.get());
    }
  }

  /** Whether each host has a disk of its own, and a third party arbitrates (§4.1). */
  public boolean hasOwnDisks() {
    return replica.devices().hasOwnDisk();
  }

  /** What reports call the disk or the third party at the end of the storage network. */
  public String arbiterName() {
    return hasOwnDisks() ? "third party" : "disk";
  }

  /**
   * How many bytes a clone may have to carry: the memory, and a disk if that is part of the guest.
   */
  public long guestBytes() {
    long diskBytes = replica.devices().diskBlocks() * SharedDisk.BLOCK_BYTES;
    return image.memorySize() + (hasOwnDisks() ? diskBytes : 0);
  }

  /** Whether hosts may start during the run. */
  public boolean grows() {
    return cluster.isThere() || orders.stream().anyMatch(order -> order.operation().clones());
  }

  /** The engine of the first host, which reference machines use as well. */
  public Engine engine() {
    return engines.of(0);
  }

  /** This setup on other engines, which gives an equal run. */
  public Setup withEngines(EngineAssignment others) {
    return changed(others, replica, rules(), deadlineNs);
  }

  /** Every rule in force. */
  public RuleSet rules() {
    return new RuleSet(
        replica.rules(),
        seamRules,
        replica.replicationRules(),
        replica.storageRules(),
        diskRules,
        besideRules,
        linkRules);
  }

  /** This setup with other rules, so that a test can break one and show what comes of it. */
  public Setup withRules(RuleSet rules) {
    ReplicaConfig broken =
        new ReplicaConfig(
            replica.protocol(),
            replica.replication(),
            rules.protocol(),
            replica.seam(),
            replica.devices(),
            rules.replication(),
            rules.storage(),
            replica.progressIntervalNs(),
            replica.executionLagMaxNs(),
            replica.storageRetryNs(),
            replica.ownDiskServiceNs());
    return changed(engines, broken, rules, deadlineNs);
  }

  /** The same, and it ends then. */
  public Setup withLength(long newDeadlineNs) {
    return changed(engines, replica, rules(), newDeadlineNs);
  }

  private Setup changed(EngineAssignment on, ReplicaConfig with, RuleSet rules, long endsNs) {
    return new Setup(
        seed,
        faultTolerant,
        image,
        on,
        with,
        rules.seam(),
        rules.disk(),
        rules.beside(),
        rules.link(),
        hosts,
        cluster,
        clientNetwork,
        channel,
        storageNetwork,
        diskServiceNs,
        clients,
        userInputs,
        faults,
        orders,
        endsNs,
        limits,
        declared);
  }
}
