/**
 * Scenarios: what runs, on which hosts and networks, for which clients, what goes wrong, and what
 * is expected, written in TOML. {@link dev.understudy.experiment.scenario.Scenario} is the value;
 * reading, checking, printing and the reference page all follow from one table of keys, {@link
 * dev.understudy.experiment.scenario.ScenarioSchema}, whose types are {@link
 * dev.understudy.experiment.scenario.ValueTypes}. Faults and operations are written as {@link
 * dev.understudy.experiment.scenario.FaultSyntax} and {@link
 * dev.understudy.experiment.scenario.OperationSyntax} say; what depends on several tables is
 * checked by {@link dev.understudy.experiment.scenario.ScenarioRules}.
 *
 * <p>Text comes in and goes out; nothing here may open a file.
 */
@NullMarked
package dev.understudy.experiment.scenario;

import org.jspecify.annotations.NullMarked;
