/**
 * The rules that carry load, as tests: who may know whom, and what would make two runs differ.
 *
 * <p>They live in this module because all others are on its class path. Every rule has a fixture
 * that it must reject, and every class of every module must have been looked at.
 */
@NullMarked
package dev.understudy.rules;

import org.jspecify.annotations.NullMarked;
