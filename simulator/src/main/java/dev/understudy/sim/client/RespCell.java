package dev.understudy.sim.client;

import java.util.List;

/**
 * One key of a Redis server, as its model.
 *
 * @param there whether it has a value
 * @param value 0 if it has none
 */
record RespCell(boolean there, long value) {
  static final RespCell EMPTY = new RespCell(false, 0);

  /** After a command. */
  RespCell after(ClientRequest request) {
    return switch (request.operation()) {
      case RESP_GET -> this;
      case RESP_SET -> new RespCell(true, request.argument(1));
      case RESP_INCR -> new RespCell(true, value + 1);
      case RESP_DEL -> EMPTY;
      default -> throw new IllegalArgumentException("no command of Redis: " + request);
    };
  }

  /** The values of the reply to a command. */
  List<Long> reply(ClientRequest request) {
    return switch (request.operation()) {
      case RESP_GET -> List.of(there ? 1L : 0L, value);
      case RESP_SET -> List.of();
      case RESP_INCR -> List.of(value + 1);
      case RESP_DEL -> List.of(there ? 1L : 0L);
      default -> throw new IllegalArgumentException("no command of Redis: " + request);
    };
  }

  /** For people. */
  String text() {
    return there ? Long.toString(value) : "nothing";
  }
}
