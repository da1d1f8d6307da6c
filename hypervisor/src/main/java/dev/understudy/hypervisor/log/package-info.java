/**
 * Log entries: what each one is, and its bytes.
 *
 * <p>To read in this order: {@link dev.understudy.hypervisor.log.Entry.Type} (the table of all),
 * {@code Entry} and one of its records such as {@code ClockRead}, {@code EntryFormat} and {@code
 * Field} (how a record becomes bytes), {@code EntryEncoder} and {@code EntryDecoder}, {@code
 * CodecContext} (what need not be said).
 *
 * <p>Each kind of entry is defined once: a record with its format beside it, and a row in the
 * table. Encoding, decoding, the dump, the format page and the generator of the tests follow from
 * that. The package may not know a machine or a device: entries are data.
 */
@NullMarked
package dev.understudy.hypervisor.log;

import org.jspecify.annotations.NullMarked;
