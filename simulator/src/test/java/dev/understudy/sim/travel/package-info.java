@NullMarked
package dev.understudy.sim.travel;

import org.jspecify.annotations.NullMarked;
