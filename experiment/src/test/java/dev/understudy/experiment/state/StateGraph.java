package dev.understudy.experiment.state;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskEvent;
import dev.understudy.disk.DiskRules;
import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.replica.ReplicaConfig;
import dev.understudy.ft.replica.Replication;
import dev.understudy.ft.replica.ReplicationRules;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.hypervisor.SeamConfig;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.device.DeviceConfig;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.client.ClientRequest;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.oracle.ChannelProvision;
import dev.understudy.sim.oracle.Deadlines;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.ClusterConfig;
import dev.understudy.sim.world.DeclaredBounds;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.RunLimits;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.UserInput;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.MemoryPool;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All objects that can be reached from one, each with the path to it. What is configuration, what
 * only computes, and values that stand as a whole in a log, a plan or a history are not looked
 * into; nor is a machine's memory, which forks share page by page.
 */
final class StateGraph {
  private static final Set<Class<?>> NOT_STATE =
      Set.of(
          Setup.class,
          ReplicaConfig.class,
          ProtocolConfig.class,
          SeamConfig.class,
          DeviceConfig.class,
          LinkModel.class,
          HostProfile.class,
          ClusterConfig.class,
          CloneLimits.class,
          Replication.class,
          DeclaredBounds.class,
          RunLimits.class,
          Deadlines.class,
          ChannelProvision.class,
          ClientGroup.class,
          Chance.class,
          Fault.class,
          PlannedOperation.class,
          Operation.class,
          UserInput.class,
          ClientRequest.class,
          Entry.class,
          DiskEvent.class,
          Image.class,
          MemoryPool.class,
          Rules.class,
          SeamRules.class,
          StorageRules.class,
          ReplicationRules.class,
          DiskRules.class,
          Engine.class);

  private static final Set<String> MEMORY =
      Set.of(
          "dev.understudy.vm.machine.Memory",
          "dev.understudy.vm.machine.PageTable",
          "dev.understudy.vm.machine.CodeWatch",
          "dev.understudy.vm.machine.FlatMemory");

  /** A list of at most so many elements is visited whole: judges and devices stand in one. */
  private static final int SHORT = 16;

  /** How many elements of a longer list are visited from its beginning. */
  private static final int FIRST = 4;

  /** How far a chain of objects is followed. */
  private static final int DEPTH = 24;

  /**
   * A place in the graph.
   *
   * @param path from the root
   * @param field the field that it is in, or in whose collection: class and name
   * @param value what is there
   */
  record Place(List<Link> path, String field, @Nullable Object value) {
    /** What is at this place below another root; null if it has no such place. */
    @Nullable Object in(Object root) {
      @Nullable Object at = root;
      for (Link link : path) {
        if (at == null) {
          return null;
        }
        at = link.get(at);
      }
      return at;
    }

    String text() {
      StringBuilder text = new StringBuilder();
      for (Link link : path) {
        text.append('/');
        if (link instanceof Link.OfField of) {
          text.append(of.field().getName());
        } else {
          text.append(link);
        }
      }
      return text.toString();
    }
  }

  private final List<Place> places = new ArrayList<>();
  private final IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();

  private StateGraph() {}

  /** All places below an object, in a fixed order. */
  static List<Place> of(Object root) {
    StateGraph graph = new StateGraph();
    graph.visit(new ArrayList<>(), root.getClass().getSimpleName(), root);
    return graph.places;
  }

  static boolean isLeaf(@Nullable Object value) {
    return value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof String
        || value instanceof Enum<?>
        || value instanceof Bytes
        || (value.getClass().isArray() && value.getClass().componentType().isPrimitive());
  }

  private static boolean isOpaque(Object value) {
    Class<?> type = value.getClass();
    boolean container =
        value instanceof Collection<?>
            || value instanceof Map<?, ?>
            || value instanceof Optional<?>
            || type.isArray();
    boolean own = type.getName().startsWith("dev.understudy.");
    return type.isHidden()
        || type.isSynthetic()
        || (!own && !container)
        || MEMORY.contains(type.getName())
        || NOT_STATE.stream().anyMatch(one -> one.isInstance(value));
  }

  private void visit(List<Link> path, String field, @Nullable Object value) {
    if (value != null && !isLeaf(value) && !isNew(path, value)) {
      return;
    }
    places.add(new Place(List.copyOf(path), field, value));
    if (value == null || isLeaf(value)) {
      return;
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, one) -> step(path, new Link.OfKey(key), field, one));
    } else if (value instanceof Collection<?> all) {
      int index = 0;
      for (Object one : all) {
        if (isShown(index, all.size())) {
          step(path, new Link.OfElement(index), field, one);
        }
        index++;
      }
    } else if (value instanceof Optional<?> one) {
      one.ifPresent(it -> step(path, new Link.OfElement(0), field, it));
    } else if (value.getClass().isArray()) {
      for (int index = 0; index < Array.getLength(value); index++) {
        if (isShown(index, Array.getLength(value))) {
          step(path, new Link.OfElement(index), field, Array.get(value, index));
        }
      }
    } else {
      for (Field one : fieldsOf(value.getClass())) {
        Link link = new Link.OfField(one);
        String name = one.getDeclaringClass().getSimpleName() + "." + one.getName();
        step(path, link, name, link.get(value));
      }
    }
  }

  /** Whether an object is looked into: not one that is no state, or that was met before. */
  private boolean isNew(List<Link> path, Object value) {
    return path.size() <= DEPTH && !isOpaque(value) && seen.put(value, true) == null;
  }

  /** Whether an element of so many is visited: of a long list, the ends. */
  private static boolean isShown(int index, int size) {
    return size <= SHORT || index < FIRST || index == size - 1;
  }

  private void step(List<Link> path, Link link, String field, @Nullable Object value) {
    path.add(link);
    visit(path, field, value);
    path.remove(path.size() - 1);
  }

  private static List<Field> fieldsOf(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> one = type; one != null && one != Object.class; one = one.getSuperclass()) {
      for (Field field : one.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    return fields;
  }
}
