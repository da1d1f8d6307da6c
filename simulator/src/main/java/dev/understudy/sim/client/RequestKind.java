package dev.understudy.sim.client;

import java.util.List;
import java.util.Locale;

/** What a client can ask of a guest: the words of a request and of its reply. */
public enum RequestKind {
  ECHO(
      ClientKind.ECHO,
      0,
      List.of("word..."),
      List.of("word..."),
      "Gives the arguments back. A guest may as well send the whole payload back unchanged."),
  INCREMENT(
      ClientKind.COUNTER,
      1,
      List.of(),
      List.of("count"),
      "Adds one to the guest's only counter, which starts at 0, and tells its new value."),
  TRANSFER(
      ClientKind.BANK,
      16,
      List.of("from", "to", "amount"),
      List.of("position", "balance of from", "balance of to"),
      "Moves money. Status 1, and nothing moves, if the balance of *from* is below the amount. The"
          + " balances are those after the transfer."),
  BALANCE(
      ClientKind.BANK,
      17,
      List.of("account"),
      List.of("position", "balance"),
      "Tells one balance."),
  TOTAL(
      ClientKind.BANK,
      18,
      List.of(),
      List.of("position", "total"),
      "Tells the sum of all balances."),
  PUT(ClientKind.KV, 32, List.of("key", "value"), List.of(), "Sets the value of a key."),
  GET(
      ClientKind.KV,
      33,
      List.of("key"),
      List.of("value"),
      "Tells the value of a key; 0 if it was never set."),
  CAS(
      ClientKind.KV,
      34,
      List.of("key", "expected", "value"),
      List.of("value found"),
      "Sets the value of a key if it is the expected one; status 1, and nothing changes, if not."),
  RESP_GET(
      ClientKind.RESP,
      48,
      List.of("key"),
      List.of("there", "value"),
      "The value as a text, or the null bulk string if there is none."),
  RESP_SET(ClientKind.RESP, 49, List.of("key", "value"), List.of(), "`+OK`."),
  RESP_INCR(
      ClientKind.RESP,
      50,
      List.of("key"),
      List.of("value"),
      "The value plus one, which is kept; without a value it was 0."),
  RESP_DEL(
      ClientKind.RESP, 51, List.of("key"), List.of("deleted"), "1 if there was a value, else 0.");

  private final ClientKind kind;
  private final long number;
  private final List<String> arguments;
  private final List<String> values;
  private final String doc;

  RequestKind(
      ClientKind kind, long number, List<String> arguments, List<String> values, String doc) {
    this.kind = kind;
    this.number = number;
    this.arguments = arguments;
    this.values = values;
    this.doc = doc;
  }

  /** The kind of clients that send it. */
  public ClientKind kind() {
    return kind;
  }

  /** The name in reports. */
  public String label() {
    String command = kind == ClientKind.RESP ? name().substring("RESP_".length()) : name();
    return command.toLowerCase(Locale.ROOT);
  }

  /** What stands for it in the third word of a request, unless that is a text. */
  public long number() {
    return number;
  }

  /** Names of the words after the operation. */
  public List<String> arguments() {
    return arguments;
  }

  /** Names of the words after the status of a reply. */
  public List<String> replyValues() {
    return values;
  }

  /** What the guest does for it, in one or two sentences of Markdown. */
  public String doc() {
    return doc;
  }
}
