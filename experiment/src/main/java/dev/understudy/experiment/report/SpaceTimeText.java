package dev.understudy.experiment.report;

import dev.understudy.experiment.report.EventWindow.Moment;
import dev.understudy.experiment.run.Run;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What everybody did around an instant, time downwards, one column an actor: clients, first host,
 * channel, the other hosts, disk.
 *
 * <p>The world is run once more for it: that costs no memory in runs that do not fail.
 */
public final class SpaceTimeText {
  private static final int BEFORE = 16;
  private static final int AFTER = 4;
  private static final String GAP = "  ";

  private final List<String> titles;
  private final List<Moment> moments;
  private final long atNs;
  private final int width;

  private SpaceTimeText(List<String> titles, List<Moment> moments, long atNs, int width) {
    this.width = width;
    this.titles = titles;
    this.moments = moments;
    this.atNs = atNs;
  }

  /**
   * Runs a world until a little behind {@code atNs} and draws it.
   *
   * @param width of a line; where the columns do not fit, who it is stands before what it did
   */
  public static List<String> around(Setup setup, long atNs, int width) {
    List<String> titles = titles(setup);
    EventWindow window = new EventWindow(atNs, BEFORE, AFTER, setup.hosts().size());
    World world = Run.of(setup, new MemoryPool(), List.of(window)).world();
    try {
      while (!window.isFull() && !world.isOver() && world.step()) {
        // The event window takes down what happens.
      }
    } catch (RuntimeException ended) {
      // A planted bug ran into one of the product's own checks: what led to it is on the tape.
    }
    return new SpaceTimeText(titles, window.moments(), atNs, width).lines();
  }

  private static List<String> titles(Setup setup) {
    List<String> titles = new ArrayList<>();
    titles.add("clients");
    List<String> names = setup.hosts().stream().map(HostProfile::name).toList();
    titles.add(names.get(0));
    titles.add("channel");
    titles.addAll(names.subList(1, names.size()));
    titles.add("disk");
    return titles;
  }

  private List<String> lines() {
    boolean wide = row("", titles).length() <= width;
    List<String> lines = new ArrayList<>();
    if (wide) {
      lines.add(row("", titles));
    }
    boolean marked = false;
    for (Moment moment : moments) {
      if (!marked && moment.atNs() > atNs) {
        lines.add("-".repeat(12) + " here it showed");
        marked = true;
      }
      lines.addAll(wide ? List.of(line(moment)) : narrow(moment));
    }
    return lines.stream().map(String::stripTrailing).toList();
  }

  /** The actor before what it did; what has no room stands in the next line. */
  private List<String> narrow(Moment moment) {
    boolean everybody = moment.column() == EventWindow.EVERYBODY;
    String actor = everybody ? "***" : titles.get(moment.column());
    int room = titles.stream().mapToInt(String::length).max().orElse(0);
    String before =
        String.format(Locale.ROOT, "%12s", instant(moment.atNs()))
            + GAP
            + actor
            + " ".repeat(Math.max(0, room - actor.length()))
            + GAP;
    return TextWrap.hanging(before, moment.text(), width);
  }

  private String line(Moment moment) {
    String time = instant(moment.atNs());
    if (moment.column() == EventWindow.EVERYBODY) {
      return time + GAP + "*** " + moment.text();
    }
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < titles.size(); column++) {
      cells.add(column == moment.column() ? moment.text() : "");
    }
    return row(time, cells);
  }

  private String row(String time, List<String> cells) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%12s", time));
    for (int column = 0; column < cells.size(); column++) {
      int columnWidth = width(column);
      String cell = cells.get(column);
      row.append(GAP).append(cell).append(" ".repeat(columnWidth - cell.length()));
    }
    return row.toString();
  }

  private int width(int column) {
    int needed = titles.get(column).length();
    for (Moment moment : moments) {
      needed = moment.column() == column ? Math.max(needed, moment.text().length()) : needed;
    }
    return needed;
  }

  static String instant(long ns) {
    return String.format(Locale.ROOT, "%d.%03d ms", ns / 1_000_000, ns / 1_000 % 1_000);
  }
}
