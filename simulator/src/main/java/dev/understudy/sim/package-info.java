/**
 * The simulated world and what is around it: virtual time, hosts, networks, clients, faults, and
 * the oracles that judge from outside.
 *
 * <p>To read in this order: {@code random} and {@code time} (what is drawn, and when things
 * happen), {@code net} and {@code client} (what hosts talk over and to), {@code world} (which puts
 * these together and can be forked in the middle of a run), {@code oracle} (which judges a world).
 *
 * <p>The world owns the only randomness there is, and its seed is an argument. Nothing here may
 * read the clock, files or environment of the machine that runs it, and no oracle may look inside
 * the protocol where an observer could judge. The command line is unknown here.
 */
@NullMarked
package dev.understudy.sim;

import org.jspecify.annotations.NullMarked;
