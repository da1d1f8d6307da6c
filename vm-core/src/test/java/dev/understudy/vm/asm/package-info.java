/** Tests of the tool chain. */
@NullMarked
package dev.understudy.vm.asm;

import org.jspecify.annotations.NullMarked;
