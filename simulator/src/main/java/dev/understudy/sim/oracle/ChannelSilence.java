package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.net.LinkModel;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an observer of the logging channel knows of the frames that did not arrive: how many a peer
 * has sent in vain, and how long a frame would have to wait for those before it.
 */
final class ChannelSilence {
  private final LinkModel channel;

  /** By receiver: when the frames left that came after the last one it got. */
  private final TreeMap<Integer, ArrayDeque<Long>> unheard = new TreeMap<>();

  /** By sender: when the frames that it has sent will all have left. */
  private final TreeMap<Integer, Long> busyUntilNs = new TreeMap<>();

  ChannelSilence(LinkModel channel) {
    this.channel = channel;
  }

  ChannelSilence fork() {
    ChannelSilence copy = new ChannelSilence(channel);
    unheard.forEach((to, frames) -> copy.unheard.put(to, new ArrayDeque<>(frames)));
    copy.busyUntilNs.putAll(busyUntilNs);
    return copy;
  }

  private boolean loses() {
    return channel.lossPartsPerBillion() > 0;
  }

  void sent(long nowNs, int from, int to, int bytes) {
    if (loses()) {
      unheard.computeIfAbsent(to, key -> new ArrayDeque<>()).add(nowNs);
    }
    long busyNs = channel.transmissionNs(bytes);
    if (busyNs > 0) {
      long freeNs = Math.max(nowNs, busyUntilNs.getOrDefault(from, 0L));
      busyUntilNs.put(from, freeNs + busyNs);
    }
  }

  /** Forgets the frames that may be the one that arrived, and those before it. */
  void heard(long nowNs, int who) {
    ArrayDeque<Long> frames = unheard.get(who);
    while (frames != null
        && !frames.isEmpty()
        && frames.getFirst() <= nowNs - channel.latencyNs()) {
      frames.removeFirst();
    }
  }

  /** How many frames for a host left before then, none of which has arrived, or any after them. */
  int lostInARow(int who, long beforeNs) {
    ArrayDeque<Long> frames = unheard.get(who);
    return frames == null ? 0 : (int) frames.stream().filter(sentNs -> sentNs < beforeNs).count();
  }

  /** For how long a frame of this host would wait for those before it. */
  long backlogNs(long nowNs, int from) {
    return Math.max(0, busyUntilNs.getOrDefault(from, 0L) - nowNs);
  }

  void forget() {
    unheard.clear();
  }

  void digestInto(StateDigest digest) {
    for (Map.Entry<Integer, ArrayDeque<Long>> one : unheard.entrySet()) {
      digest.add(one.getKey());
      one.getValue().forEach(digest::add);
    }
    busyUntilNs.forEach(
        (from, untilNs) -> {
          digest.add(from);
          digest.add(untilNs);
        });
  }
}
