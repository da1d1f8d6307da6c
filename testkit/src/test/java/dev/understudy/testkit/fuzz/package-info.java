@NullMarked
package dev.understudy.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
