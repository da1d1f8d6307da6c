@NullMarked
package dev.understudy.inspect.timeline;

import org.jspecify.annotations.NullMarked;
