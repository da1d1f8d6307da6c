/** Stands for classes of the JDK's {@code java.util} that TeaVM's library lacks. */
@NullMarked
package dev.understudy.browser.jdk.java.util;

import org.jspecify.annotations.NullMarked;
