package dev.understudy.sim.client;

import java.util.List;

/**
 * A request and the first answer to it.
 *
 * @param client the number of the client
 * @param sequence of the request, counted by its client from 1
 * @param request what was asked
 * @param sentNs when it was sent for the first time
 * @param answeredNs when the first answer came; {@link Long#MAX_VALUE} while there is none
 * @param status of the answer, 0 while there is none
 * @param values the words of the answer after the status
 */
public record Exchange(
    int client,
    long sequence,
    ClientRequest request,
    long sentNs,
    long answeredNs,
    long status,
    List<Long> values) {

  /** Statuses of a reply. */
  public static final long DONE = 0;

  public static final long REFUSED = 1;
  public static final long NOT_UNDERSTOOD = 2;

  public Exchange {
    values = List.copyOf(values);
  }

  static Exchange open(int client, long sequence, ClientRequest request, long sentNs) {
    return new Exchange(client, sequence, request, sentNs, Long.MAX_VALUE, 0, List.of());
  }

  Exchange answered(long atNs, long newStatus, List<Long> newValues) {
    return new Exchange(client, sequence, request, sentNs, atNs, newStatus, newValues);
  }

  public boolean isAnswered() {
    return answeredNs != Long.MAX_VALUE;
  }

  /** A value of the answer; 0 if the guest left it out, which its own check reports. */
  long value(int index) {
    return index < values.size() ? values.get(index) : 0;
  }

  /** Whether the answer was there before the other request was sent. */
  boolean precedes(Exchange other) {
    return answeredNs < other.sentNs;
  }

  /** A text for reports, such as {@code client 3, request 17 (transfer 3 5 10)}. */
  String name() {
    return "client " + client + ", request " + sequence + " (" + request + ")";
  }
}
