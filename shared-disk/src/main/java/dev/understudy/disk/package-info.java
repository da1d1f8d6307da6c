/**
 * The disk that both hosts reach: blocks, and the test-and-set variable of each generation that
 * decides which host goes live.
 *
 * <p>To read in this order: {@code DiskRequest} and {@code DiskReply}; {@link
 * dev.understudy.disk.SharedDisk}, one deterministic state machine: a request in, its reply out, in
 * the order of arrival; {@code DiskRules} (what safety rests on); {@code Generations}; {@code
 * DiskEvent} (what judges see).
 *
 * <p>There is no time in it, no latency, no loss: those belong to the network in front of it. The
 * package may not know what a guest, a host or a network is, and depends on nothing in this project
 * but {@code base}.
 */
@NullMarked
package dev.understudy.disk;

import org.jspecify.annotations.NullMarked;
