@NullMarked
package dev.understudy.vm.compiled;

import org.jspecify.annotations.NullMarked;
