@NullMarked
package dev.understudy.riscv.elf;

import org.jspecify.annotations.NullMarked;
