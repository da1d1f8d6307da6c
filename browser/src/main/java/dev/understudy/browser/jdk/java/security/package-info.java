/** Stands for classes of the JDK's {@code java.security} that TeaVM's library lacks. */
@NullMarked
package dev.understudy.browser.jdk.java.security;

import org.jspecify.annotations.NullMarked;
