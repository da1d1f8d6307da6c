/** How the test kit looks from a test: {@code ExampleTest} is what docs/use/TESTKIT.md shows. */
@NullMarked
package dev.understudy.testkit.junit;

import org.jspecify.annotations.NullMarked;
