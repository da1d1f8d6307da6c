/**
 * Planted bugs, and the proof that the oracles see them. A {@link
 * dev.understudy.experiment.mutant.Mutant} replaces rules of the product; {@link
 * dev.understudy.experiment.mutant.KillMatrix} looks for it in a {@link
 * dev.understudy.experiment.mutant.MutantCampaign} until an oracle reports a broken promise. The
 * mutants stand in one class for each mechanism, such as {@link
 * dev.understudy.experiment.mutant.OutputMutants}; those that no outside observer can tell from the
 * product are in {@link dev.understudy.experiment.mutant.Equivalent}.
 */
@NullMarked
package dev.understudy.experiment.mutant;

import org.jspecify.annotations.NullMarked;
