/**
 * The only randomness of a world: draws that are pure functions of a seed and of who draws for what
 * ({@code Chance}), and exact probabilities ({@code Probability}).
 *
 * <p>No draw has a state to advance, so that removing a client or a fault leaves all other draws as
 * they are. Nothing here may use {@code java.util.Random} or platform dependent arithmetic.
 */
@NullMarked
package dev.understudy.sim.random;

import org.jspecify.annotations.NullMarked;
