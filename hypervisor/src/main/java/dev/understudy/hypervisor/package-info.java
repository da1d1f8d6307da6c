/**
 * What stands between a guest and the world: the recorder, the replayer, the virtual devices, and
 * the log with its codec.
 *
 * <p>The only way nondeterminism reaches a guest leads through here, and each such event becomes a
 * log entry. It may not know where a log travels or who waits for it (no protocol, no disk, no
 * simulator), and it works on bytes handed in: no files, no sockets, no clock of the host.
 */
@NullMarked
package dev.understudy.hypervisor;

import org.jspecify.annotations.NullMarked;
