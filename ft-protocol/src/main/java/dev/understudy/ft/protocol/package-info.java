/**
 * The protocol of a fault-tolerant pair: (state, event, time) to commands.
 *
 * <p>To read in this order: {@code State}, {@code Event}, {@code Command} and {@code ChannelFrame}
 * (its vocabulary); {@code Rules} (the decisions that safety rests on); {@code Protocol} (what
 * happens at each call); {@code Transitions} (the table of states and events); {@code HostCore}
 * with {@code BackupSide}, {@code SourceSide} and {@code Arbitration} (what the table calls);
 * {@code LogSender} and {@code LogReceiver} (the two ends of the log).
 *
 * <p>It ships opaque entries and is told the time. It may not know what a guest, a hypervisor or a
 * disk is, so that it can be tested, explored and reused without any of them.
 */
@NullMarked
package dev.understudy.ft.protocol;

import org.jspecify.annotations.NullMarked;
