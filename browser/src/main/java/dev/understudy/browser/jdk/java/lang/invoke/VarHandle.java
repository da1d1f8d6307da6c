package dev.understudy.browser.jdk.java.lang.invoke;

/** A type for fields: whatever is done with one is led elsewhere. */
public final class VarHandle {
  private VarHandle() {}
}
