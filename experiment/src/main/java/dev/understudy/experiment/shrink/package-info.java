/**
 * A world in which a promise is broken is made smaller. {@link
 * dev.understudy.experiment.shrink.Shrinker} tries {@link
 * dev.understudy.experiment.shrink.SimplificationSteps} and keeps each one after which the failure
 * has the same {@link dev.understudy.experiment.shrink.FailureSignature}.
 */
@NullMarked
package dev.understudy.experiment.shrink;

import org.jspecify.annotations.NullMarked;
