/**
 * The only randomness of a world: draws that are pure functions of a seed and of who draws for
 * what.
 *
 * <p>No draw has a state to advance, so that removing a client or a fault changes the luck of
 * nobody else. Nothing here may use {@code java.util.Random} or platform dependent arithmetic.
 */
@NullMarked
package dev.understudy.sim.random;

import org.jspecify.annotations.NullMarked;
