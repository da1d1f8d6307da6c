/**
 * Log entries: what each one is, and its bytes.
 *
 * <p>Each kind of entry is defined once: a record with its format beside it, and a row in {@link
 * dev.understudy.hypervisor.log.EntryType}. Encoding, decoding, the dump, the format page and the
 * generator of the tests follow from that. It may not know a machine or a device: entries are data.
 */
@NullMarked
package dev.understudy.hypervisor.log;

import org.jspecify.annotations.NullMarked;
