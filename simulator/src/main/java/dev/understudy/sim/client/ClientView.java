package dev.understudy.sim.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all clients together know at the end, in a form that does not depend on the order in which
 * the guest served them: two runs of one scenario may be compared by it even if a failover changed
 * every point in time.
 *
 * @param statuses by answered request, audits included
 * @param balances by account, from the first audit; empty if there was none
 */
public record ClientView(SortedMap<RequestId, Long> statuses, List<Long> balances) {

  private static final int DIFFERENCES_MAX = 10;

  public ClientView {
    statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    balances = List.copyOf(balances);
  }

  /**
   * Says what differs from another view, in sentences; only the first few if there is much.
   *
   * @param name what the sentences call this view
   * @param otherName what they call the other one
   */
  public List<String> differences(String name, ClientView other, String otherName) {
    List<String> texts = new ArrayList<>();
    TreeMap<RequestId, Long> all = new TreeMap<>(other.statuses);
    all.putAll(statuses);
    for (Map.Entry<RequestId, Long> entry : all.entrySet()) {
      RequestId id = entry.getKey();
      String mine = describe(statuses.get(id));
      String theirs = describe(other.statuses.get(id));
      if (!mine.equals(theirs)) {
        texts.add(
            String.format(
                Locale.ROOT, "request %s %s %s, but %s %s", id, mine, name, theirs, otherName));
      }
    }
    for (int i = 0; i < Math.max(balances.size(), other.balances.size()); i++) {
      String mine = i < balances.size() ? "holds " + balances.get(i) : "is unknown";
      String theirs = i < other.balances.size() ? "holds " + other.balances.get(i) : "is unknown";
      if (!mine.equals(theirs)) {
        texts.add(
            String.format(
                Locale.ROOT, "account %d %s %s, but %s %s", i, mine, name, theirs, otherName));
      }
    }
    if (texts.size() > DIFFERENCES_MAX) {
      int more = texts.size() - DIFFERENCES_MAX;
      texts = new ArrayList<>(texts.subList(0, DIFFERENCES_MAX));
      texts.add("and " + more + " more");
    }
    return texts;
  }

  private static String describe(@Nullable Long status) {
    return status == null ? "has no answer" : "has status " + status;
  }
}
