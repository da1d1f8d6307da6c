package dev.understudy.sim.world;

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

  private final World world;

  FaultTargets(World world) {
    this.world = world;
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
    return endpoint < world.pool().places()
        ? world.pool().profile(endpoint).name()
        : world.setup().arbiterName();
  }

  @Override
  public Meant primary(FaultTarget.Primary target) {
    return inRole(Roles.primary(world.hosts(), world.storage().disk()));
  }

  @Override
  public Meant backup(FaultTarget.Backup target) {
    return inRole(Roles.backup(world.hosts()));
  }

  @Override
  public Meant destination(FaultTarget.Destination target) {
    return inRole(Roles.destination(world.hosts()));
  }

  @Override
  public Meant atPlace(FaultTarget.AtPlace target) {
    int place = target.place();
    return new Meant(Optional.ofNullable(world.pool().at(place)), OptionalInt.of(place));
  }

  @Override
  public Meant everybody(FaultTarget.Everybody target) {
    return new Meant(Optional.empty(), OptionalInt.of(Network.ALL));
  }

  @Override
  public Meant disk(FaultTarget.Disk target) {
    return new Meant(Optional.empty(), OptionalInt.of(world.pool().places()));
  }

  private static Meant inRole(@Nullable Host host) {
    return host == null
        ? new Meant(Optional.empty(), OptionalInt.empty())
        : new Meant(Optional.of(host), OptionalInt.of(host.place()));
  }
}
