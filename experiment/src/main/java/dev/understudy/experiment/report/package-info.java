/** Tells of a failure: what was promised, what was seen, and what everybody did around it. */
@NullMarked
package dev.understudy.experiment.report;

import org.jspecify.annotations.NullMarked;
