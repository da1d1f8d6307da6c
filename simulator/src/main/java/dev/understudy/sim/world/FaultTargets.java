package dev.understudy.sim.world;

import dev.understudy.disk.SharedDisk;
import dev.understudy.sim.net.Network;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Finds out what the targets of faults mean in a world now. */
final class FaultTargets implements FaultTarget.Cases<FaultTargets.Meant> {

  /**
   * Whom a target means.
   *
   * @param host empty if nobody holds that role, or is at that place, or it is no host
   * @param endpoint its address on a network, or {@link Network#ALL}; empty if nobody holds that
   *     role
   */
  record Meant(Optional<Host> host, OptionalInt endpoint) {}

  private final HostPool pool;
  private final SharedDisk disk;
  private final String arbiterName;

  /**
   * @param disk what decides who is primary
   * @param arbiterName what people call it
   */
  FaultTargets(HostPool pool, SharedDisk disk, String arbiterName) {
    this.pool = pool;
    this.disk = disk;
    this.arbiterName = arbiterName;
  }

  /** The host that a target means, alive or not; empty if there is none. */
  Optional<Host> hostOf(FaultTarget target) {
    return target.match(this).host();
  }

  /** Where a target is on a network; empty if nobody holds that role. */
  OptionalInt endpointOf(FaultTarget target) {
    return target.match(this).endpoint();
  }

  /**
   * What reports call an endpoint: {@link Network#ALL} is everybody, and the disk comes after the
   * hosts.
   */
  String nameOf(int endpoint) {
    if (endpoint < 0) {
      return "all";
    }
    return endpoint < pool.places() ? pool.profile(endpoint).name() : arbiterName;
  }

  @Override
  public Meant primary(FaultTarget.Primary target) {
    return inRole(Roles.primary(pool.hosts(), disk));
  }

  @Override
  public Meant backup(FaultTarget.Backup target) {
    return inRole(Roles.backup(pool.hosts()));
  }

  @Override
  public Meant destination(FaultTarget.Destination target) {
    return inRole(Roles.destination(pool.hosts()));
  }

  @Override
  public Meant atPlace(FaultTarget.AtPlace target) {
    int place = target.place();
    return new Meant(Optional.ofNullable(pool.at(place)), OptionalInt.of(place));
  }

  @Override
  public Meant everybody(FaultTarget.Everybody target) {
    return new Meant(Optional.empty(), OptionalInt.of(Network.ALL));
  }

  @Override
  public Meant disk(FaultTarget.Disk target) {
    return new Meant(Optional.empty(), OptionalInt.of(pool.places()));
  }

  private static Meant inRole(@Nullable Host host) {
    return host == null
        ? new Meant(Optional.empty(), OptionalInt.empty())
        : new Meant(Optional.of(host), OptionalInt.of(host.place()));
  }
}
