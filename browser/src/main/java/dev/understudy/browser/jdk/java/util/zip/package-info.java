/** Stands for classes of the JDK's {@code java.util.zip} that TeaVM's library lacks. */
@NullMarked
package dev.understudy.browser.jdk.java.util.zip;

import org.jspecify.annotations.NullMarked;
