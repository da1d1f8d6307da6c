@NullMarked
package dev.understudy.inspect.timetravel;

import org.jspecify.annotations.NullMarked;
