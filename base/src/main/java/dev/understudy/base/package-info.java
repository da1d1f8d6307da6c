/**
 * What several modules need and none of them is about: immutable bytes, the digest of a state,
 * fields of binary formats, and a guess at what a misspelt word was meant to be. It knows nothing
 * of virtual machines.
 */
@NullMarked
package dev.understudy.base;

import org.jspecify.annotations.NullMarked;
