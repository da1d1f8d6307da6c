@NullMarked
package dev.understudy.experiment.shrink;

import org.jspecify.annotations.NullMarked;
