@NullMarked
package dev.understudy.experiment.fuzz;

import org.jspecify.annotations.NullMarked;
