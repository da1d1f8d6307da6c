package dev.understudy.ft.protocol;

/**
 * Takes the commands of a protocol. It must not call back into the protocol that hands them out.
 */
@FunctionalInterface
public interface CommandSink {
  void accept(Command command);
}
