package dev.understudy.sim.world;

import dev.understudy.hypervisor.Input;

/**
 * A key or a movement of the mouse.
 *
 * @param atNs virtual time at which a person makes it
 * @param input what it is
 */
public record UserInput(long atNs, Input input) {}
