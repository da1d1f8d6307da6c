/**
 * What TeaVM is told when it compiles the engine: which classes stand for those of the JDK that its
 * library lacks, which methods for methods, and which resources go along.
 */
@NullMarked
package dev.understudy.browser.build;

import org.jspecify.annotations.NullMarked;
