package dev.understudy.experiment.sweep;

import dev.understudy.sim.world.FaultTrigger;

/**
 * A moment of the prefix at which faults strike.
 *
 * @param number over the whole prefix, from 0
 * @param trigger the moment's name: a fault planned for it strikes a fresh run just there
 * @param atNs virtual time
 * @param counter the host whose instructions are counted; {@link #NOBODY} for other moments
 */
record SweepInstant(long number, FaultTrigger trigger, long atNs, int counter) {
  static final int NOBODY = -1;
}
