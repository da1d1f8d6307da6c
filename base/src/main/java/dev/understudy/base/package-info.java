/**
 * What several modules need and none of them is about. To read in any order: {@code Bytes}
 * (immutable bytes), {@code StateDigest} (the digest of a state), {@code FieldReader} and {@code
 * FieldWriter} (fields of binary formats), {@code NearestWord} (a guess at what a misspelt word was
 * meant to be). It knows nothing of virtual machines.
 */
@NullMarked
package dev.understudy.base;

import org.jspecify.annotations.NullMarked;
