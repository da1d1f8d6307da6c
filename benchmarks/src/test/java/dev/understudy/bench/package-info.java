/** Each kernel and workload, small, on every engine; and the shape of the report. */
@NullMarked
package dev.understudy.bench;

import org.jspecify.annotations.NullMarked;
