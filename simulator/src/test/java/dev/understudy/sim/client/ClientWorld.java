package dev.understudy.sim.client;

import dev.understudy.sim.net.Flight;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.net.Network;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.time.EventQueue;
import java.util.ArrayList;
import java.util.List;

/** Clients, a network and one guest that answers at once: enough of a world to test clients in. */
final class ClientWorld {

  private static final int GUEST = 0;

  private sealed interface Happening {}

  private record Arrival(Flight<byte[]> flight) implements Happening {}

  private record Wake(int client) implements Happening {}

  private final EventQueue<Happening> queue;
  private final Network<byte[]> network;
  private final ToyGuest guest;
  private final ClientPool clientPool;

  /** Every frame a client sent, for the tests to look at. */
  private final List<byte[]> sent;

  ClientWorld(List<ClientGroup> groups, long seed, LinkModel model, ToyGuest.Bug bug) {
    Chance chance = Chance.seeded(seed);
    List<String> endpoints = new ArrayList<>();
    for (int i = 0; i <= ClientFrame.CLIENT_NUMBER_MAX; i++) {
      endpoints.add(i == GUEST ? "guest" : "client-" + i);
    }
    queue = new EventQueue<>(endpoints.size());
    network = new Network<>("client", model, chance, endpoints);
    guest = new ToyGuest(bug);
    clientPool = new ClientPool(groups, chance);
    sent = new ArrayList<>();
    carryOut(clientPool.start(0), 0);
  }

  private ClientWorld(ClientWorld other) {
    queue = other.queue.fork();
    network = other.network.fork();
    guest = other.guest.fork();
    clientPool = other.clientPool.fork();
    sent = new ArrayList<>(other.sent);
  }

  ClientWorld fork() {
    return new ClientWorld(this);
  }

  ClientPool clientPool() {
    return clientPool;
  }

  List<byte[]> sent() {
    return sent;
  }

  long nowNs() {
    return queue.nowNs();
  }

  /** Runs until nothing is left to happen, or the time is over. */
  ClientWorld run(long untilNs) {
    while (queue.nextTimeNs() <= untilNs) {
      EventQueue.Scheduled<Happening> next = queue.take();
      long nowNs = next.timeNs();
      if (next.event() instanceof Wake wake) {
        carryOut(clientPool.onTimer(wake.client, nowNs), nowNs);
      } else if (next.event() instanceof Arrival arrival && network.arrives(arrival.flight)) {
        if (arrival.flight.to() == GUEST) {
          for (byte[] reply : guest.serve(arrival.flight.payload())) {
            send(GUEST, reply, nowNs);
          }
        } else {
          carryOut(clientPool.onFrame(arrival.flight.to(), arrival.flight.payload(), nowNs), nowNs);
        }
      }
    }
    return this;
  }

  private void carryOut(List<ClientCommand> commands, long nowNs) {
    for (ClientCommand command : commands) {
      if (command instanceof ClientCommand.Send send) {
        sent.add(send.frame());
        send(send.client(), send.frame(), nowNs);
      } else if (command instanceof ClientCommand.WakeAt wake) {
        queue.schedule(wake.timeNs(), wake.client(), 0, new Wake(wake.client()));
      }
    }
  }

  private void send(int from, byte[] frame, long nowNs) {
    long destination = ClientFrame.destinationOf(frame);
    int to = destination == ClientFrame.GUEST_ADDRESS ? GUEST : ClientFrame.clientAt(destination);
    for (Flight<byte[]> flight : network.send(nowNs, from, 1, to, frame, frame.length)) {
      queue.schedule(flight.arrivesNs(), from, 1, new Arrival(flight));
    }
  }
}
