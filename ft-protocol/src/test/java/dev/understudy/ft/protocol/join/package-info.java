/**
 * Clones under every single fault: three hosts, the real disk, and a judge that looks on. To read:
 * {@code JoinTest}, {@code JoinWorld}, {@code JoinJudge}.
 */
@NullMarked
package dev.understudy.ft.protocol.join;

import org.jspecify.annotations.NullMarked;
