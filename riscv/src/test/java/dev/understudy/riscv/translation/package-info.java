@NullMarked
package dev.understudy.riscv.translation;

import org.jspecify.annotations.NullMarked;
