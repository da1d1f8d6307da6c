/**
 * One experiment: {@link dev.understudy.experiment.run.SetupFactory} makes a setup of a scenario,
 * {@link dev.understudy.experiment.run.Run} runs its world under a jury, and {@link
 * dev.understudy.experiment.run.RunReport} says what came of it. {@link
 * dev.understudy.experiment.run.Experiment} and {@link dev.understudy.experiment.run.Outcome} are
 * the two that tests use; {@link dev.understudy.experiment.run.StrategyComparison} runs one
 * scenario under each strategy.
 *
 * <p>It is deterministic like everything below: threads, files and the clock belong to the callers.
 */
@NullMarked
package dev.understudy.experiment.run;

import org.jspecify.annotations.NullMarked;
