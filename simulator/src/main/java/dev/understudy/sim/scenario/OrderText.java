package dev.understudy.sim.scenario;

import dev.understudy.hypervisor.log.Control;
import dev.understudy.sim.world.Fault.Target;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.Order;
import java.util.List;
import java.util.Optional;

/**
 * Operations in one line, as on the command line and in reports: what, with what, when.
 *
 * <pre>
 * pause@20ms               resume@25ms              power-off@30ms
 * share:25%@5ms            ft-off@20ms              ft-on@30ms
 * ft-on:host-3@30ms        failover@20ms            move-backup:host-3@20ms
 * move-primary:host-3@20ms
 * </pre>
 */
public final class OrderText {

  /** The words for operations. */
  static final List<String> WORDS =
      List.of(
          "pause",
          "resume",
          "power-off",
          "share",
          "ft-off",
          "ft-on",
          "failover",
          "move-backup",
          "move-primary");

  static final String FORM = Shapes.oneOf(WORDS) + ", such as \"pause\" or \"move-backup:host-3\"";

  private static final int PER_CENT = 10;

  private OrderText() {}

  /** What became of a text: an order, or what is wrong with it. */
  public record Result(Optional<Order> order, Optional<Problem> problem) {}

  /**
   * Reads {@code WHAT@WHEN}, such as {@code pause@20ms}.
   *
   * @param source where it comes from, for the problem, such as {@code --do}
   */
  public static Result parse(String text, String source) {
    int at = text.lastIndexOf('@');
    int end = at < 0 ? text.length() : at;
    Operation operation;
    try {
      operation = operation(text.substring(0, end));
    } catch (Misfit misfit) {
      return failed(source, text, 0, end, "there is no such operation", misfit.expected());
    }
    if (at < 0) {
      return failed(source, text, end, end, "something is missing", "WHAT@WHEN: pause@20ms");
    }
    try {
      Order order = order(time(text.substring(at + 1)), operation);
      return new Result(Optional.of(order), Optional.empty());
    } catch (Misfit misfit) {
      return failed(source, text, at + 1, text.length(), "this is no time", misfit.expected());
    }
  }

  private static Result failed(
      String source, String text, int from, int to, String message, String expected) {
    return new Result(
        Optional.empty(),
        Optional.of(new Problem(source, 1, from + 1, to - from, message, expected, text)));
  }

  private static long time(String text) throws Misfit {
    long atNs = Units.TIME.parse(text);
    if (atNs < 0) {
      throw new Misfit("a time of at least 0");
    }
    return atNs;
  }

  /** An order with its text. */
  static Order order(long atNs, Operation operation) {
    return new Order(atNs, operation, print(operation) + "@" + Units.TIME.print(atNs));
  }

  static Operation operation(String text) throws Misfit {
    int colon = text.indexOf(':');
    String word = colon < 0 ? text : text.substring(0, colon);
    Optional<String> with = colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
    return switch (word) {
      case "share" -> new Operation.ToGuest(Control.SHARE, share(with.orElse("")));
      case "ft-on" ->
          new Operation.TurnOn(with.isPresent() ? place(with.get()) : Operation.ANY_PLACE);
      case "move-backup" -> new Operation.MoveBackup(place(with.orElse("")));
      case "move-primary" -> new Operation.MovePrimary(place(with.orElse("")));
      default -> {
        if (with.isPresent() && WORDS.contains(word)) {
          throw new Misfit(word + " and nothing else");
        }
        yield alone(word);
      }
    };
  }

  private static Operation alone(String word) throws Misfit {
    return switch (word) {
      case "pause" -> new Operation.ToGuest(Control.PAUSE, 0);
      case "resume" -> new Operation.ToGuest(Control.RESUME, 0);
      case "power-off" -> new Operation.ToGuest(Control.POWER_OFF, 0);
      case "ft-off" -> new Operation.TurnOff();
      case "failover" -> new Operation.FailOver();
      default -> throw new Misfit(Shapes.oneOf(WORDS) + Shapes.meaning(word, WORDS));
    };
  }

  /** Thousandths, of per cent. */
  private static int share(String text) throws Misfit {
    if (!text.matches("[0-9]{1,3}%")) {
      throw new Misfit("a share of the processor, such as share:25%");
    }
    int perCent = Integer.parseInt(text.substring(0, text.length() - 1));
    if (perCent < 1 || perCent > 100) {
      throw new Misfit("a share from 1% to 100%");
    }
    return perCent * PER_CENT;
  }

  private static int place(String text) throws Misfit {
    try {
      if (FaultText.host(text) instanceof Target.Numbered numbered) {
        return numbered.host();
      }
    } catch (Misfit role) {
      throw new Misfit("a place, such as move-backup:host-3");
    }
    throw new Misfit("a place, such as move-backup:host-3, and no role");
  }

  /** What {@link #operation} reads. */
  static String print(Operation operation) {
    if (operation instanceof Operation.ToGuest guest) {
      return guest.control() == Control.SHARE
          ? "share:" + guest.perMille() / PER_CENT + "%"
          : guest.control().text();
    }
    if (operation instanceof Operation.TurnOff) {
      return "ft-off";
    }
    if (operation instanceof Operation.TurnOn on) {
      return on.place() == Operation.ANY_PLACE ? "ft-on" : "ft-on:" + host(on.place());
    }
    if (operation instanceof Operation.FailOver) {
      return "failover";
    }
    if (operation instanceof Operation.MoveBackup move) {
      return "move-backup:" + host(move.place());
    }
    if (operation instanceof Operation.MovePrimary move) {
      return "move-primary:" + host(move.place());
    }
    throw new IllegalArgumentException("an operation without a text: " + operation);
  }

  private static String host(int place) {
    return FaultText.print(new Target.Numbered(place));
  }

  /** The place that an operation names; {@link Operation#ANY_PLACE} if it names none. */
  public static int placeOf(Operation operation) {
    if (operation instanceof Operation.TurnOn on) {
      return on.place();
    }
    if (operation instanceof Operation.MoveBackup move) {
      return move.place();
    }
    return operation instanceof Operation.MovePrimary move ? move.place() : Operation.ANY_PLACE;
  }
}
