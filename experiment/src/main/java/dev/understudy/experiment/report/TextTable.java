package dev.understudy.experiment.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text; the last one is as wide as it likes. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** The rows as lines, each after the margin, without blanks at the end. */
  public List<String> lines(String margin) {
    return rows.stream().map(row -> margin + line(row)).map(String::stripTrailing).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(column == 0 ? "" : GAP).append(cell);
      line.append(" ".repeat(width(column) - length(cell)));
    }
    return line.toString();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> column < row.size())
        .mapToInt(row -> length(row.get(column)))
        .max()
        .orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
