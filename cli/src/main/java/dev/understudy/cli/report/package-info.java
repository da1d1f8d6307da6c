/** Results of commands as text: sweeps and compiled regions. */
@NullMarked
package dev.understudy.cli.report;

import org.jspecify.annotations.NullMarked;
