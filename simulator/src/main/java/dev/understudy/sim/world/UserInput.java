package dev.understudy.sim.world;

import dev.understudy.hypervisor.Input;

/** A key or a movement of the mouse, and when somebody makes it. */
public record UserInput(long atNs, Input input) {}
