/**
 * The protocol of a fault-tolerant pair: (state, event) to commands.
 *
 * <p>It ships opaque entries and is told the time. It may not know what a guest, a hypervisor or a
 * disk is, so that it can be tested, explored and reused without any of them: it depends on nothing
 * else in this project.
 */
@NullMarked
package dev.understudy.ft.protocol;

import org.jspecify.annotations.NullMarked;
