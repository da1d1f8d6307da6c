package dev.understudy.sim.client;

/**
 * A broken promise, as a client can tell it.
 *
 * @param client who noticed
 * @param sequence the request it shows at; 0 if at none
 * @param text one sentence
 */
public record ClientBreach(ClientKind kind, int client, long sequence, String text) {

  static ClientBreach at(Exchange exchange, String text) {
    return new ClientBreach(
        exchange.request().operation().kind(),
        exchange.client(),
        exchange.sequence(),
        exchange.name() + ": " + text);
  }
}
