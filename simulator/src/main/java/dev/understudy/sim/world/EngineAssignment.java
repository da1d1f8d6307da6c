package dev.understudy.sim.world;

import dev.understudy.vm.machine.Engine;

/**
 * Which engine executes the guest of which host. All engines do the same; a run on two of them
 * checks that.
 *
 * @param even of the hosts with an even number, the first primary among them
 * @param odd of the others, the first backup among them
 */
public record EngineAssignment(Engine even, Engine odd) {

  /** One engine for all hosts. An engine serves one thread, and so does what it is part of. */
  public static EngineAssignment all(Engine engine) {
    return new EngineAssignment(engine, engine);
  }

  /** The one for the host with this number, from 0. */
  public Engine of(int host) {
    return host % 2 == 0 ? even : odd;
  }
}
