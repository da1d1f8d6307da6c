package dev.understudy.sim.client;

import java.util.Comparator;

/**
 * What identifies a request everywhere.
 *
 * @param client the number of the client
 * @param sequence counted by the client from 1
 */
public record RequestId(int client, long sequence) implements Comparable<RequestId> {

  private static final Comparator<RequestId> ORDER =
      Comparator.comparingInt(RequestId::client).thenComparingLong(RequestId::sequence);

  @Override
  public int compareTo(RequestId other) {
    return ORDER.compare(this, other);
  }

  /** Such as {@code 3/17}. */
  @Override
  public String toString() {
    return client + "/" + sequence;
  }
}
