/**
 * The disk that both hosts reach: blocks, and the test-and-set register that decides who goes live.
 *
 * <p>A state machine: requests in, completions out, time as an argument. It may not know what a
 * guest, a replica or a network is: it depends on nothing else in this project.
 */
@NullMarked
package dev.understudy.disk;

import org.jspecify.annotations.NullMarked;
