package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.Fault.Moment;
import dev.understudy.sim.world.Fault.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a fault strikes, in writing. */
final class TriggerText {
  static final String WHEN =
      "a time (\"20ms\"), an instruction count of the target (\"#120000\"), or an event with its"
          + " number (\"entry:412\"; events: "
          + String.join(", ", moments())
          + "), or a point between two things that a host does (\"host-1:57\")";

  private static final Pattern COUNT = Pattern.compile("#([0-9][0-9_]{0,18})");
  private static final Pattern POINT = Pattern.compile("(host-[^:]*):([0-9]{1,18})");
  private static final Pattern EVENT = Pattern.compile("([a-z]+):([0-9]{1,18})");

  private TriggerText() {}

  private static final Trigger.Cases<String> TEXTS =
      new Trigger.Cases<>() {
        @Override
        public String atTime(Trigger.AtTime at) {
          return Units.TIME.print(at.timeNs());
        }

        @Override
        public String atCount(Trigger.AtCount at) {
          return "#" + at.count();
        }

        @Override
        public String atMoment(Trigger.AtMoment at) {
          return at.moment().word() + ":" + at.number();
        }

        @Override
        public String atPoint(Trigger.AtPoint at) {
          return TargetText.place(at.host()) + ":" + at.number();
        }
      };

  static String print(Trigger trigger) {
    return trigger.match(TEXTS);
  }

  static Trigger trigger(String text) throws Misfit {
    Matcher count = COUNT.matcher(text);
    if (count.matches()) {
      return new Trigger.AtCount(number(count.group(1).replace("_", "")));
    }
    Matcher point = POINT.matcher(text);
    if (point.matches() && TargetText.isPlace(point.group(1))) {
      return new Trigger.AtPoint(TargetText.place(point.group(1)), number(point.group(2)));
    }
    Matcher event = EVENT.matcher(text);
    if (event.matches()) {
      return new Trigger.AtMoment(moment(event.group(1)), number(event.group(2)));
    }
    return new Trigger.AtTime(time(text));
  }

  private static Moment moment(String word) throws Misfit {
    for (Moment moment : Moment.values()) {
      if (moment.word().equals(word)) {
        return moment;
      }
    }
    throw new Misfit(WHEN + Shapes.meaning(word, moments()));
  }

  private static long time(String text) throws Misfit {
    long timeNs;
    try {
      timeNs = Units.TIME.parse(text);
    } catch (Misfit none) {
      throw new Misfit(WHEN);
    }
    if (timeNs < 0) {
      throw new Misfit("a time of at least 0");
    }
    return timeNs;
  }

  private static long number(String digits) throws Misfit {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new Misfit("a smaller number");
    }
  }

  static List<String> moments() {
    List<String> words = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      words.add(moment.word());
    }
    return words;
  }

  /** When each event happens, for the reference page. */
  static String doc(Moment moment) {
    return switch (moment) {
      case ENTRY -> "the primary has logged entry N, and nothing of it has been sent";
      case RECEIVED -> "the backup has received entry N and has not acknowledged it";
      case REPLAYED -> "the backup has replayed entry N";
      case OUTPUT -> "output N may leave its host, and has not";
      case SENT -> "output N has left its host";
    };
  }
}
