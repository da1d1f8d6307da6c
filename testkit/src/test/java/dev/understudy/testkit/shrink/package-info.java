@NullMarked
package dev.understudy.testkit.shrink;

import org.jspecify.annotations.NullMarked;
