/**
 * Random scenarios from a seed, within what the system promises or beyond it, and what came of
 * them.
 */
@NullMarked
package dev.understudy.experiment.fuzz;

import org.jspecify.annotations.NullMarked;
