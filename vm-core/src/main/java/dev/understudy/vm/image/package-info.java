/**
 * Images as bytes, so that a program can be kept, sent and started without its source.
 *
 * <p>It may not open files: bytes in, bytes out.
 */
@NullMarked
package dev.understudy.vm.image;

import org.jspecify.annotations.NullMarked;
