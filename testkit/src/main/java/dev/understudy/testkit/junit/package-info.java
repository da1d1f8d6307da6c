/**
 * Guests under fault tolerance in tests of your own: {@link dev.understudy.testkit.junit.FtTest}
 * hands a test a {@link dev.understudy.testkit.junit.Guest}, {@link
 * dev.understudy.testkit.junit.FtAssertions} judges what came of it.
 *
 * <p>It needs JUnit 5 and AssertJ on the class path. Sources and scenarios are resources of the
 * test; this package alone reads them.
 */
@NullMarked
package dev.understudy.testkit.junit;

import org.jspecify.annotations.NullMarked;
