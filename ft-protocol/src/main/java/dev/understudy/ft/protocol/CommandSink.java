package dev.understudy.ft.protocol;

/** Collects commands; must not call back into the protocol that is speaking. */
@FunctionalInterface
public interface CommandSink {
  void accept(Command command);
}
