/**
 * A world just large enough for two protocols: virtual time, a channel that misbehaves, a shared
 * disk with one register, guests made of random numbers, and a judge that sees only what an
 * observer outside could see. It uses nothing of the protocol that a host would not use. To read:
 * {@code RandomSchedulesTest}, {@code TinyWorld}, {@code Judge}.
 */
@NullMarked
package dev.understudy.ft.protocol.world;

import org.jspecify.annotations.NullMarked;
