@NullMarked
package dev.understudy.testkit.mutant;

import org.jspecify.annotations.NullMarked;
