package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.FaultTrigger;
import dev.understudy.sim.world.ProtocolPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a fault strikes, in writing. */
final class TriggerText {
  static final String WHEN =
      "a time (\"20ms\"), an instruction count of the target (\"#120000\"), or an event with its"
          + " number (\"entry:412\"; events: "
          + String.join(", ", points())
          + "), or a point between two things that a host does (\"host-1:57\")";

  private static final Pattern COUNT = Pattern.compile("#([0-9][0-9_]{0,18})");
  private static final Pattern POINT = Pattern.compile("(host-[^:]*):([0-9]{1,18})");
  private static final Pattern EVENT = Pattern.compile("([a-z]+):([0-9]{1,18})");

  private TriggerText() {}

  private static final FaultTrigger.Cases<String> TEXTS =
      new FaultTrigger.Cases<>() {
        @Override
        public String atTime(FaultTrigger.AtTime at) {
          return Units.TIME.print(at.timeNs());
        }

        @Override
        public String atCount(FaultTrigger.AtCount at) {
          return "#" + at.count();
        }

        @Override
        public String atPoint(FaultTrigger.AtPoint at) {
          return at.point().word() + ":" + at.number();
        }

        @Override
        public String atHostStep(FaultTrigger.AtHostStep at) {
          return TargetText.place(at.host()) + ":" + at.number();
        }
      };

  static String print(FaultTrigger trigger) {
    return trigger.match(TEXTS);
  }

  static FaultTrigger trigger(String text) throws ValueException {
    Matcher count = COUNT.matcher(text);
    if (count.matches()) {
      return new FaultTrigger.AtCount(number(count.group(1).replace("_", "")));
    }
    Matcher point = POINT.matcher(text);
    if (point.matches() && TargetText.isPlace(point.group(1))) {
      return new FaultTrigger.AtHostStep(TargetText.place(point.group(1)), number(point.group(2)));
    }
    Matcher event = EVENT.matcher(text);
    if (event.matches()) {
      return new FaultTrigger.AtPoint(point(event.group(1)), number(event.group(2)));
    }
    return new FaultTrigger.AtTime(time(text));
  }

  private static ProtocolPoint point(String word) throws ValueException {
    for (ProtocolPoint point : ProtocolPoint.values()) {
      if (point.word().equals(word)) {
        return point;
      }
    }
    throw new ValueException(WHEN + ValueTypes.meaning(word, points()));
  }

  private static long time(String text) throws ValueException {
    long timeNs;
    try {
      timeNs = Units.TIME.parse(text);
    } catch (ValueException none) {
      throw new ValueException(WHEN);
    }
    if (timeNs < 0) {
      throw new ValueException("a time of at least 0");
    }
    return timeNs;
  }

  private static long number(String digits) throws ValueException {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new ValueException("a smaller number");
    }
  }

  static List<String> points() {
    List<String> words = new ArrayList<>();
    for (ProtocolPoint point : ProtocolPoint.values()) {
      words.add(point.word());
    }
    return words;
  }

  /** When each event happens, for the reference page. */
  static String doc(ProtocolPoint point) {
    return switch (point) {
      case ENTRY -> "the primary has logged entry N, and nothing of it has been sent";
      case RECEIVED -> "the backup has received entry N and has not acknowledged it";
      case REPLAYED -> "the backup has replayed entry N";
      case OUTPUT -> "output N may leave its host, and has not";
      case SENT -> "output N has left its host";
    };
  }
}
