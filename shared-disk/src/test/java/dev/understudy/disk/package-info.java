/** Tests of the shared disk. */
@NullMarked
package dev.understudy.disk;

import org.jspecify.annotations.NullMarked;
