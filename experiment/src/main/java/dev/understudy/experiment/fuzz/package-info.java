/**
 * Random scenarios from a seed, within what the system promises or beyond it, and what came of
 * them. {@link dev.understudy.experiment.fuzz.Fuzzer} runs them; {@link
 * dev.understudy.experiment.fuzz.ScenarioDraw} draws one, with faults from {@link
 * dev.understudy.experiment.fuzz.FaultDraw} and operations from {@link
 * dev.understudy.experiment.fuzz.OperationDraw}; {@link dev.understudy.experiment.fuzz.SoakDraw}
 * draws one long run with many faults; {@link dev.understudy.experiment.fuzz.FuzzReport} groups
 * what failed by its signature.
 */
@NullMarked
package dev.understudy.experiment.fuzz;

import org.jspecify.annotations.NullMarked;
