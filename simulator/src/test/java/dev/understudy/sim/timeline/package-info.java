@NullMarked
package dev.understudy.sim.timeline;

import org.jspecify.annotations.NullMarked;
