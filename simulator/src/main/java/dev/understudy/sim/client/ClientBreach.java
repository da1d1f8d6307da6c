package dev.understudy.sim.client;

/**
 * A broken promise, as a client can tell it.
 *
 * @param kind the kind of client whose promise it is
 * @param client the number of the client that noticed
 * @param sequence the request at which it shows; 0 if it shows at none
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
