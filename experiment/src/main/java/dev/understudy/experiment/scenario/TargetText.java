package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.FaultTarget;
import dev.understudy.sim.world.NetworkName;
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

  private static final FaultTarget.Cases<String> WORDS =
      new FaultTarget.Cases<>() {
        @Override
        public String primary(FaultTarget.Primary target) {
          return "primary";
        }

        @Override
        public String backup(FaultTarget.Backup target) {
          return "backup";
        }

        @Override
        public String destination(FaultTarget.Destination target) {
          return "destination";
        }

        @Override
        public String atPlace(FaultTarget.AtPlace target) {
          return place(target.place());
        }

        @Override
        public String everybody(FaultTarget.Everybody target) {
          return "all";
        }

        @Override
        public String disk(FaultTarget.Disk target) {
          return "disk";
        }
      };

  static String print(FaultTarget target) {
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
  static int place(String text) throws ValueException {
    Matcher named = HOST.matcher(text);
    if (!named.matches()) {
      throw new ValueException(WHOM + ValueTypes.meaning(text, ROLES));
    }
    return Integer.parseInt(named.group(1)) - 1;
  }

  /** A host, by its role or its place. */
  static FaultTarget host(String text) throws ValueException {
    return switch (text) {
      case "primary" -> new FaultTarget.Primary();
      case "backup" -> new FaultTarget.Backup();
      case "destination" -> new FaultTarget.Destination();
      default -> new FaultTarget.AtPlace(place(text));
    };
  }

  /** An end of a cut. */
  static FaultTarget endpoint(String text) throws ValueException {
    return switch (text) {
      case "all" -> new FaultTarget.Everybody();
      case "disk" -> new FaultTarget.Disk();
      default -> {
        try {
          yield host(text);
        } catch (ValueException wrong) {
          throw new ValueException(WHOM + ", disk or all" + ValueTypes.meaning(text, ENDS));
        }
      }
    };
  }

  static NetworkName net(String text) throws ValueException {
    for (NetworkName net : NetworkName.values()) {
      if (label(net).equals(text)) {
        return net;
      }
    }
    throw new ValueException(ValueTypes.oneOf(nets()) + ValueTypes.meaning(text, nets()));
  }

  static String label(NetworkName net) {
    return net.name().toLowerCase(Locale.ROOT);
  }

  static List<String> nets() {
    List<String> labels = new ArrayList<>();
    for (NetworkName net : NetworkName.values()) {
      labels.add(label(net));
    }
    return labels;
  }
}
