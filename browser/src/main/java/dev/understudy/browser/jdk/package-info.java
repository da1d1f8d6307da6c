/**
 * What stands in WebAssembly for what TeaVM's library lacks of the JDK. The packages below carry
 * the JDK's names behind this one; each class has the methods that the simulator uses, and a test
 * holds it against the JDK's own.
 */
@NullMarked
package dev.understudy.browser.jdk;

import org.jspecify.annotations.NullMarked;
