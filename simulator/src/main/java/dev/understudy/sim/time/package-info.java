/**
 * Virtual time: what happens next ({@code EventQueue}), when a host retires its n-th instruction
 * ({@code Pace}), what a host's clock reads ({@code HostClock}).
 *
 * <p>All of it is exact integer arithmetic over nanoseconds. Nothing here knows what happens, only
 * when; it may not ask any real clock.
 */
@NullMarked
package dev.understudy.sim.time;

import org.jspecify.annotations.NullMarked;
