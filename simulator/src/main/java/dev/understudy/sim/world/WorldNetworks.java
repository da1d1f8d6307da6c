package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.sim.client.ClientFrame;
import dev.understudy.sim.net.Flight;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.net.LinkRules;
import dev.understudy.sim.net.Network;
import dev.understudy.sim.net.Switch;
import dev.understudy.sim.net.Traffic;
import dev.understudy.sim.random.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * The three networks: clients, logging channel, storage. On each the hosts come first; then, on the
 * client network, the switch and one endpoint a client; on the storage network, the disk.
 */
public final class WorldNetworks {
  private final int hosts;
  private final long guestAddress;
  private final Network<byte[]> channel;
  private final Network<byte[]> clients;

  /**
   * Announcements travel on the client network, but have draws of their own: they have no ordinals.
   */
  private final Network<WorldEvent.Announcement> announcements;

  private final Network<DiskRequest> requests;
  private final Network<DiskReply> replies;
  private final Switch hub;

  WorldNetworks(Setup setup, Chance chance) {
    hosts = setup.hosts().size();
    guestAddress = setup.replica().devices().networkAddress();
    List<String> names = new ArrayList<>();
    setup.hosts().forEach(host -> names.add(host.name()));
    List<String> clientSide = new ArrayList<>(names);
    clientSide.add("switch");
    for (int number = 1; number <= ClientFrame.CLIENT_NUMBER_MAX; number++) {
      clientSide.add("client-" + number);
    }
    List<String> storageSide = new ArrayList<>(names);
    storageSide.add("disk");
    LinkRules rules = setup.linkRules();
    LinkModel client = setup.clientNetwork();
    LinkModel storage = setup.storageNetwork();
    channel = new Network<>("channel", setup.channel(), rules, chance, names);
    clients = new Network<>("client", client, rules, chance, clientSide);
    announcements = new Network<>("announcements", client, rules, chance, clientSide);
    requests = new Network<>("requests", storage, rules, chance, storageSide);
    replies = new Network<>("replies", storage, rules, chance, storageSide);
    hub = new Switch();
  }

  private WorldNetworks(WorldNetworks other) {
    hosts = other.hosts;
    guestAddress = other.guestAddress;
    channel = other.channel.fork();
    clients = other.clients.fork();
    announcements = other.announcements.fork();
    requests = other.requests.fork();
    replies = other.replies.fork();
    hub = other.hub.fork();
  }

  WorldNetworks fork() {
    return new WorldNetworks(this);
  }

  /** The least time in which anything that leaves a host can arrive elsewhere, in ns. */
  long leastLatencyNs() {
    return Math.min(
        channel.leastLatencyNs(), Math.min(clients.leastLatencyNs(), requests.leastLatencyNs()));
  }

  // ---- sending

  void sendChannel(Schedule schedule, Host from, int to, byte[] frame) {
    int incarnation = Math.toIntExact(from.incarnation());
    for (Flight<byte[]> flight :
        channel.send(schedule.nowNs(), from.place(), incarnation, to, frame, frame.length)) {
      schedule.at(
          flight.arrivesNs(),
          ActorNumbers.host(from.place()),
          EventRank.CHANNEL,
          new WorldEvent.ChannelArrives(flight));
    }
  }

  void sendRequest(Schedule schedule, Host from, DiskRequest request) {
    int size = FrameSizes.of(request);
    int incarnation = Math.toIntExact(from.incarnation());
    for (Flight<DiskRequest> flight :
        requests.send(schedule.nowNs(), from.place(), incarnation, hosts, request, size)) {
      schedule.at(
          flight.arrivesNs(),
          ActorNumbers.host(from.place()),
          EventRank.STORAGE,
          new WorldEvent.RequestArrives(flight));
    }
  }

  void sendReply(Schedule schedule, int place, DiskReply reply) {
    for (Flight<DiskReply> flight :
        replies.send(schedule.nowNs(), hosts, 0, place, reply, FrameSizes.of(reply))) {
      schedule.at(
          flight.arrivesNs(),
          ActorNumbers.DISK,
          EventRank.STORAGE,
          new WorldEvent.ReplyArrives(flight));
    }
  }

  void sendFrame(Schedule schedule, Host from, byte[] frame) {
    int client = frame.length < 8 ? -1 : ClientFrame.clientAt(ClientFrame.destinationOf(frame));
    int to = client < 0 ? hosts : hosts + client;
    int incarnation = Math.toIntExact(from.incarnation());
    for (Flight<byte[]> flight :
        clients.send(schedule.nowNs(), from.place(), incarnation, to, frame, frame.length)) {
      schedule.at(
          flight.arrivesNs(),
          ActorNumbers.host(from.place()),
          EventRank.NETWORK,
          new WorldEvent.FrameArrives(flight));
    }
  }

  void sendFromClient(Schedule schedule, int client, byte[] frame) {
    for (Flight<byte[]> flight :
        clients.send(schedule.nowNs(), hosts + client, 0, hosts, frame, frame.length)) {
      schedule.at(
          flight.arrivesNs(),
          ActorNumbers.CLIENTS,
          EventRank.NETWORK,
          new WorldEvent.FrameArrives(flight));
    }
  }

  void announce(Schedule schedule, Host from, WorldEvent.Announcement announcement) {
    int incarnation = Math.toIntExact(from.incarnation());
    for (Flight<WorldEvent.Announcement> flight :
        announcements.send(
            schedule.nowNs(),
            from.place(),
            incarnation,
            hosts,
            announcement,
            FrameSizes.ANNOUNCEMENT)) {
      schedule.at(
          flight.arrivesNs(),
          ActorNumbers.host(from.place()),
          EventRank.NETWORK,
          new WorldEvent.AnnouncementArrives(flight));
    }
  }

  // ---- arriving

  boolean arrivesOnChannel(Flight<byte[]> flight) {
    return channel.arrives(flight);
  }

  boolean requestArrives(Flight<DiskRequest> flight) {
    return requests.arrives(flight);
  }

  boolean replyArrives(Flight<DiskReply> flight) {
    return replies.arrives(flight);
  }

  boolean announced(Flight<WorldEvent.Announcement> flight) {
    boolean arrives = announcements.arrives(flight);
    if (arrives) {
      WorldEvent.Announcement announcement = flight.payload();
      hub.announce(announcement.address(), flight.from(), announcement.tenure());
    }
    return arrives;
  }

  /** The host that a frame for the guest comes to, through the switch. */
  OptionalInt hostOf(Flight<byte[]> flight) {
    if (flight.to() != hosts || flight.payload().length < 8) {
      return OptionalInt.empty();
    }
    OptionalInt owner = hub.ownerOf(ClientFrame.destinationOf(flight.payload()));
    return owner.isPresent() && clients.arrives(flight, owner.getAsInt())
        ? owner
        : OptionalInt.empty();
  }

  /** The client that a frame comes to; 0 if it is for none. */
  int clientOf(Flight<byte[]> flight) {
    return flight.to() > hosts && clients.arrives(flight) ? flight.to() - hosts : 0;
  }

  /** The host to which the switch sends the guest's frames; empty if none has announced itself. */
  OptionalInt owner() {
    return hub.ownerOf(guestAddress);
  }

  // ---- cuts

  /**
   * Cuts one direction; -1 stands for every endpoint. On the storage network the disk comes after
   * the hosts.
   */
  void cut(NetworkName net, int from, int to) {
    switch (net) {
      case CHANNEL -> channel.cut(from, to);
      case CLIENT -> {
        clients.cut(from, to);
        announcements.cut(from, to);
      }
      case STORAGE -> {
        requests.cut(from, to);
        replies.cut(from, to);
      }
    }
  }

  void heal(NetworkName net, int from, int to) {
    switch (net) {
      case CHANNEL -> channel.heal(from, to);
      case CLIENT -> {
        clients.heal(from, to);
        announcements.heal(from, to);
      }
      case STORAGE -> {
        requests.heal(from, to);
        replies.heal(from, to);
      }
    }
  }

  /** Whether a direction of the channel between two hosts is dead. */
  boolean isChannelCut(int one, int other) {
    return isDead(channel, one, other);
  }

  /** Whether a direction of a host's link to the clients is dead. */
  boolean isCutFromClients(int host) {
    return isDead(clients, host, Network.ALL);
  }

  /**
   * Whether a direction of a host's link to the disk, or to the third party in its place, is dead.
   */
  boolean isCutFromStorage(int host) {
    return isDead(requests, host, hosts);
  }

  private static boolean isDead(Network<?> network, int host, int other) {
    return network.isCut(host, other) || network.isCut(other, host);
  }

  // ---- for observers

  Traffic channelTraffic() {
    return channel.traffic();
  }

  /** Adds all that can still matter; {@code live} says which hosts may still do anything. */
  void digestInto(StateDigest digest, IntPredicate live) {
    IntPredicate sends = endpoint -> endpoint >= hosts || live.test(endpoint);
    channel.digestInto(digest, sends);
    clients.digestInto(digest, sends);
    announcements.digestInto(digest, sends);
    requests.digestInto(digest, sends);
    replies.digestInto(digest, sends);
    for (Switch.Binding binding : hub.bindings()) {
      digest.add(binding.address());
      digest.add(binding.host());
      digest.add(binding.tenure());
    }
  }
}
