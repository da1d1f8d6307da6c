package dev.understudy.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that gets a {@link Guest}, and is run once for each seed.
 *
 * <pre>{@code
 * @FtTest(program = "pump.asm", scenario = "pump.toml", seeds = 3)
 * void nobodyNoticesThatAHostDies(Guest pump) {
 *   assertThat(pump.with("crash primary@5ms").run()).keepsEveryPromise().hasFailovers(1);
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(FtExtension.class)
public @interface FtTest {

  /** A program that ships, or a source file beside the test class in its resources. */
  String program();

  /**
   * A scenario beside the test class. Without it: what ships with the program, or two hosts and
   * nothing else.
   */
  String scenario() default "";

  /** How many seeds: 1, 2, 3 and so on. */
  int seeds() default 1;

  /** Faults, as on the command line: {@code "crash primary@5ms"}. */
  String[] faults() default {};
}
