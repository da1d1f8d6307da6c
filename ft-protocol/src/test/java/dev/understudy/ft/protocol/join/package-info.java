/** Clones under every single fault: three hosts, the real disk, and a judge who looks on. */
@NullMarked
package dev.understudy.ft.protocol.join;

import org.jspecify.annotations.NullMarked;
