/** Stands for classes of the JDK's {@code java.lang} that TeaVM's library lacks. */
@NullMarked
package dev.understudy.browser.jdk.java.lang;

import org.jspecify.annotations.NullMarked;
