/**
 * Runs that are looked at from outside, behind requests and answers in JSON. It is plain Java: what
 * a page asks of it in WebAssembly, a test can ask of it on the JVM.
 */
@NullMarked
package dev.understudy.browser.engine;

import org.jspecify.annotations.NullMarked;
