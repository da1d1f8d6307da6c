/** What of the engine a page calls; compiled to WebAssembly, and never run on the JVM. */
@NullMarked
package dev.understudy.browser.wasm;

import org.jspecify.annotations.NullMarked;
