@NullMarked
package dev.understudy.experiment.mutant;

import org.jspecify.annotations.NullMarked;
