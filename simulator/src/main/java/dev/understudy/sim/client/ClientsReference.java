package dev.understudy.sim.client;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page for authors of guest programs: what clients send, which answers they expect, and how
 * they judge them.
 */
public final class ClientsReference {

  private static final String WIRE =
      """
      # Clients: the wire format

      What a guest program has to speak so that the clients of a scenario can use and judge it. This
      page is generated from the operations in `dev.understudy.sim.client`.

      ## Frames

      Everything on the client network is a frame. All words have 8 bytes and are little-endian.

      | bytes | content |
      |---|---|
      | 0..7 | destination address |
      | 8..15 | source address |
      | 16.. | payload, at most 1500 bytes |

      The guest has the address 1 (it can read it from the network device), whichever host runs it;
      client *n* has the address 65536 + *n*.

      ## Requests and replies

      | payload word | request | reply |
      |---|---|---|
      | 0 | client number, 1 to 255 | the same |
      | 1 | sequence, 1, 2, 3 ... | the same |
      | 2 | operation | status: 0 done, 1 refused, 2 not understood |
      | 3.. | arguments | values |

      (client, sequence) names a request. A client sends one request at a time: number *s* + 1 only
      after the reply to *s*. While there is no reply it sends the same bytes again, and the network
      may duplicate, delay and lose frames. So a guest keeps, for each client, the newest sequence and
      the reply to it:

      - a newer sequence: execute, keep the reply, send it;
      - the newest sequence again: send the kept reply, execute nothing;
      - an older sequence: ignore it.

      A reply goes to the source address of its request, with the two addresses exchanged. Of the
      answers to one request the first is judged; what comes later is a repetition.

      ## Operations
      """;

  private static final String BANK =
      """

      The *position* of a bank's reply counts the requests it has executed, this one included:
      1, 2, 3 ... A repeated request has the position of its first execution, a refused one has a
      position as well, one that was not understood (status 2, no values) has none. Accounts are
      numbered from 0; how many there are and what each holds at first is the guest's matter, and the
      scenario has to say the same (`accounts`, `opening-balance`). Balances never become negative.
      """;

  private static final String RESP =
      """

      Behind client and sequence these requests have no words: there stands one command as clients of
      Redis send it, an array of bulk strings (the protocol RESP 2), with keys and values as decimal
      numbers, and in the reply there stands what a Redis server answers:

      | request | reply |
      |---|---|
      | `*2\\r\\n$3\\r\\nGET\\r\\n$1\\r\\n7\\r\\n` | `$2\\r\\n42\\r\\n` or `$-1\\r\\n` |
      | `*3\\r\\n$3\\r\\nSET\\r\\n$1\\r\\n7\\r\\n$2\\r\\n42\\r\\n` | `+OK\\r\\n` |
      | `*2\\r\\n$4\\r\\nINCR\\r\\n$1\\r\\n7\\r\\n` | `:43\\r\\n` |
      | `*2\\r\\n$3\\r\\nDEL\\r\\n$1\\r\\n7\\r\\n` | `:1\\r\\n` or `:0\\r\\n` |

      An error (`-ERR ...`) counts as not understood. The numbers of the operations are not sent.
      """;

  private ClientsReference() {}

  /** The whole page, in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(WIRE);
    for (ClientKind kind : ClientKind.values()) {
      page.append("\n### ").append(kind.label()).append("\n\n");
      page.append("The promise: ").append(kind.promise()).append("\n");
      appendOperations(page, kind);
      if (kind == ClientKind.RESP) {
        page.append(RESP);
      }
      if (kind == ClientKind.BANK) {
        page.append(BANK);
      }
    }
    return page.toString();
  }

  private static void appendOperations(StringBuilder page, ClientKind kind) {
    if (operations(kind).findAny().isEmpty()) {
      page.append("\nThe scenario spells the payloads out; they need not have the words above.\n");
      return;
    }
    page.append("\n| operation | number | arguments | values | |\n|---|---|---|---|---|\n");
    operations(kind)
        .map(
            operation ->
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %s |\n",
                    operation.label(),
                    operation.number(),
                    String.join(", ", operation.arguments()),
                    String.join(", ", operation.replyValues()),
                    operation.doc()))
        .collect(Collectors.toList())
        .forEach(page::append);
  }

  private static Stream<RequestKind> operations(ClientKind kind) {
    return Stream.of(RequestKind.values()).filter(operation -> operation.kind() == kind);
  }
}
