/** Makes a world in which something is broken smaller, and tells equal failures from others. */
@NullMarked
package dev.understudy.experiment.shrink;

import org.jspecify.annotations.NullMarked;
