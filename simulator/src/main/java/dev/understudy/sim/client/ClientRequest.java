package dev.understudy.sim.client;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a client asks for.
 *
 * @param operation what to do
 * @param arguments the words after it, as many as the operation has
 */
public record ClientRequest(RequestKind operation, List<Long> arguments) {

  public ClientRequest {
    arguments = List.copyOf(arguments);
  }

  long argument(int index) {
    return arguments.get(index);
  }

  /** A text for reports, such as {@code transfer 3 5 10}. */
  @Override
  public String toString() {
    return operation.label()
        + arguments.stream().map(word -> " " + word).collect(Collectors.joining());
  }
}
