/**
 * A world just large enough for two protocols: virtual time, a channel that misbehaves, a shared
 * disk with one register, guests made of dice, and a judge who sees only what an observer outside
 * could see. It uses nothing of the protocol that a host would not use.
 */
@NullMarked
package dev.understudy.ft.protocol.world;

import org.jspecify.annotations.NullMarked;
