/**
 * The virtual devices: deterministic models, each defined once.
 *
 * <p>A device's state is a function of what the guest did and of the log entries that were applied.
 * No device may ask the world for anything, keep time, or know whether it is recorded or replayed.
 */
@NullMarked
package dev.understudy.hypervisor.device;

import org.jspecify.annotations.NullMarked;
