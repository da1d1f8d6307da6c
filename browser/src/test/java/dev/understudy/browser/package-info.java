@NullMarked
package dev.understudy.browser;

import org.jspecify.annotations.NullMarked;
