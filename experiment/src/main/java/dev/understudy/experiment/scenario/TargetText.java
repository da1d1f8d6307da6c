package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.Fault.Target;
import dev.understudy.sim.world.Wires.Net;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a fault hits, in writing: hosts by their role or place, ends of networks, networks. */
final class TargetText {
  static final String WHOM = "primary, backup, destination or host-1, host-2 ...";

  private static final List<String> ROLES = List.of("primary", "backup", "destination");
  private static final List<String> ENDS =
      List.of("primary", "backup", "destination", "disk", "all");
  private static final Pattern HOST = Pattern.compile("host-([1-9][0-9]{0,3})");

  private TargetText() {}

  private static final Target.Cases<String> WORDS =
      new Target.Cases<>() {
        @Override
        public String primary(Target.Primary target) {
          return "primary";
        }

        @Override
        public String backup(Target.Backup target) {
          return "backup";
        }

        @Override
        public String destination(Target.Destination target) {
          return "destination";
        }

        @Override
        public String numbered(Target.Numbered target) {
          return place(target.host());
        }

        @Override
        public String everybody(Target.Everybody target) {
          return "all";
        }

        @Override
        public String disk(Target.Disk target) {
          return "disk";
        }
      };

  static String print(Target target) {
    return target.match(WORDS);
  }

  /**
   * The name of a place.
   *
   * @param place from 0
   */
  static String place(int place) {
    return "host-" + (place + 1);
  }

  static boolean isRole(String text) {
    return ROLES.contains(text);
  }

  /** Whether it has the form of a place's name. */
  static boolean isPlace(String text) {
    return HOST.matcher(text).matches();
  }

  /** The place, from 0, with this name. */
  static int place(String text) throws Misfit {
    Matcher named = HOST.matcher(text);
    if (!named.matches()) {
      throw new Misfit(WHOM + Shapes.meaning(text, ROLES));
    }
    return Integer.parseInt(named.group(1)) - 1;
  }

  /** A host, by its role or its place. */
  static Target host(String text) throws Misfit {
    return switch (text) {
      case "primary" -> new Target.Primary();
      case "backup" -> new Target.Backup();
      case "destination" -> new Target.Destination();
      default -> new Target.Numbered(place(text));
    };
  }

  /** An end of a cut. */
  static Target endpoint(String text) throws Misfit {
    return switch (text) {
      case "all" -> new Target.Everybody();
      case "disk" -> new Target.Disk();
      default -> {
        try {
          yield host(text);
        } catch (Misfit misfit) {
          throw new Misfit(WHOM + ", disk or all" + Shapes.meaning(text, ENDS));
        }
      }
    };
  }

  static Net net(String text) throws Misfit {
    for (Net net : Net.values()) {
      if (label(net).equals(text)) {
        return net;
      }
    }
    throw new Misfit(Shapes.oneOf(nets()) + Shapes.meaning(text, nets()));
  }

  static String label(Net net) {
    return net.name().toLowerCase(Locale.ROOT);
  }

  static List<String> nets() {
    List<String> labels = new ArrayList<>();
    for (Net net : Net.values()) {
      labels.add(label(net));
    }
    return labels;
  }
}
