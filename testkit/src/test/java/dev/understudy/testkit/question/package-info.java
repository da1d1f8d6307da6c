@NullMarked
package dev.understudy.testkit.question;

import org.jspecify.annotations.NullMarked;
