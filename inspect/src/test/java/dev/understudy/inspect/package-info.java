@NullMarked
package dev.understudy.inspect;

import org.jspecify.annotations.NullMarked;
