/**
 * Scenarios: what runs, on which hosts and networks, for which clients, what goes wrong, and what
 * is expected, written in TOML.
 *
 * <p>Reading, checking, printing and the reference page all follow from one table of keys ({@code
 * Schema}). Text comes in and goes out; nothing here may open a file.
 */
@NullMarked
package dev.understudy.experiment.scenario;

import org.jspecify.annotations.NullMarked;
