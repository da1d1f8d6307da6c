/** Looks at all fields of a world, to find one that a copy or a digest has left out. */
@NullMarked
package dev.understudy.experiment.state;

import org.jspecify.annotations.NullMarked;
