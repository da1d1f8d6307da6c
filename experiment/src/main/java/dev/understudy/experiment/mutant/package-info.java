/**
 * Planted bugs, and the proof that the oracles see them.
 *
 * <p>A {@link dev.understudy.testkit.mutant.Mutant} replaces rules of the product; the {@link
 * dev.understudy.testkit.mutant.KillMatrix} looks for it in a {@link
 * dev.understudy.testkit.mutant.Campaign} until an oracle breaks.
 */
@NullMarked
package dev.understudy.experiment.mutant;

import org.jspecify.annotations.NullMarked;
