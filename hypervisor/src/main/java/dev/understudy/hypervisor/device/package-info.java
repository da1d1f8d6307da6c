/**
 * The virtual devices: deterministic models, each defined once.
 *
 * <p>To read in this order: {@code Devices} (the list of all), {@code DeviceDefinition} and {@code
 * Port} (how one is defined), {@code Console} as the simplest example, {@code Disk} as the hardest,
 * {@code Bus} and {@code Effect} (what a device does to the world), {@code StateVisitor} (how its
 * state is copied and hashed).
 *
 * <p>A device's state is a function of what the guest did and of the log entries that were applied.
 * No device may ask the world for anything, keep time, or know whether it is recorded or replayed.
 */
@NullMarked
package dev.understudy.hypervisor.device;

import org.jspecify.annotations.NullMarked;
