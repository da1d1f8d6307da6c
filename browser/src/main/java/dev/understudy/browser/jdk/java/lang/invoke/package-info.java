/** Stands for classes of the JDK's {@code java.lang.invoke} that TeaVM's library lacks. */
@NullMarked
package dev.understudy.browser.jdk.java.lang.invoke;

import org.jspecify.annotations.NullMarked;
