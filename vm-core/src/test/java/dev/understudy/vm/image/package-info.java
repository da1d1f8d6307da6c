/** Images as bytes. */
@NullMarked
package dev.understudy.vm.image;

import org.jspecify.annotations.NullMarked;
