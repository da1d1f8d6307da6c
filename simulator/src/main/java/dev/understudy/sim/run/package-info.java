/**
 * From a scenario to what came of it: the world is set up, run, judged, and an account is given.
 */
@NullMarked
package dev.understudy.sim.run;

import org.jspecify.annotations.NullMarked;
