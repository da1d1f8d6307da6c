package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.DiskRules;
import dev.understudy.ft.replica.ReplicaConfig;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Image;

/**
 * Everything that a run depends on: the same setup gives the same run, bit for bit.
 *
 * @param faultTolerant two replicas under the protocol; else one host alone
 * @param seamRules the hypervisor's rules; {@link SeamRules#STANDARD} outside tests
 * @param diskRules the shared disk's rules; {@link DiskRules#STANDARD} outside tests
 * @param hosts the first is the first primary, the second its backup
 * @param diskServiceNs how long the disk takes for a request
 * @param gestures what is typed and moved, in order
 * @param deadlineNs the run ends then, whatever is still going on
 * @param declared what it is judged by besides
 */
public record Setup(
    long seed,
    boolean faultTolerant,
    Image image,
    Engine engine,
    ReplicaConfig replica,
    SeamRules seamRules,
    DiskRules diskRules,
    ImmutableList<HostProfile> hosts,
    LinkModel clientNetwork,
    LinkModel channel,
    LinkModel storageNetwork,
    long diskServiceNs,
    ImmutableList<ClientGroup> clients,
    ImmutableList<Gesture> gestures,
    ImmutableList<Fault> faults,
    long deadlineNs,
    Declared declared) {

  public Setup {
    if (hosts.size() < (faultTolerant ? 2 : 1)) {
      throw new IllegalArgumentException("not enough hosts: " + hosts.size());
    }
  }

  /** Every rule in force. */
  public RuleBook rules() {
    return new RuleBook(replica.rules(), seamRules, replica.storageRules(), diskRules);
  }

  /** The same with other rules: to break one and see what comes of it. */
  public Setup withRules(RuleBook rules) {
    ReplicaConfig changed =
        new ReplicaConfig(
            replica.protocol(),
            replica.strategy(),
            rules.protocol(),
            replica.seam(),
            replica.devices(),
            rules.storage(),
            replica.progressIntervalNs(),
            replica.executionLagMaxNs(),
            replica.storageRetryNs());
    return new Setup(
        seed,
        faultTolerant,
        image,
        engine,
        changed,
        rules.seam(),
        rules.disk(),
        hosts,
        clientNetwork,
        channel,
        storageNetwork,
        diskServiceNs,
        clients,
        gestures,
        faults,
        deadlineNs,
        declared);
  }
}
