/**
 * Where two executions of one guest part, and why: the first entry, the first instruction, what
 * differs, and the way from there to where it was noticed. Works on recordings and on replayers; it
 * knows no files and no world.
 */
@NullMarked
package dev.understudy.inspect.diff;

import org.jspecify.annotations.NullMarked;
