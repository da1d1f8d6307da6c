@NullMarked
package dev.understudy.experiment.question;

import org.jspecify.annotations.NullMarked;
