@NullMarked
package dev.understudy.riscv.isa;

import org.jspecify.annotations.NullMarked;
