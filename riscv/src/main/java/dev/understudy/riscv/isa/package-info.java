/**
 * The instructions of RV64IM, and the few beside them by which a program reaches this machine: one
 * table, from which decoder and translator follow.
 *
 * <p>The package computes nothing: a row names the instructions of this machine that do its work.
 */
@NullMarked
package dev.understudy.riscv.isa;

import org.jspecify.annotations.NullMarked;
