package dev.understudy.experiment.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text; the last one takes what is left of the line, and more lines if it needs them. */
public final class TextTable {
  private static final String GAP = "  ";

  /** What a column of text needs at least to be readable. */
  private static final int LAST_COLUMN_MIN = 24;

  /**
   * @param style of the first cell
   * @param wraps whether the last cell may take several lines
   */
  private record Row(TextStyle style, List<String> cells, boolean wraps) {
    int last() {
      return cells.size() - 1;
    }
  }

  private final List<Row> rows = new ArrayList<>();

  public TextTable row(String... cells) {
    return row(TextStyle.PLAIN, cells);
  }

  /** The first cell stands out so. */
  TextTable row(TextStyle style, String... cells) {
    rows.add(new Row(style, List.of(cells), true));
    return this;
  }

  /** Adds a row that stays on one line however long it is: a command that is to be pasted. */
  TextTable verbatim(String... cells) {
    rows.add(new Row(TextStyle.PLAIN, List.of(cells), false));
    return this;
  }

  /** One text a row, however long, each after the margin, without blanks at the end. */
  public List<String> lines(String margin) {
    return lines(margin, new ReportLayout(Integer.MAX_VALUE, false, false));
  }

  /** Each row on as many lines as it needs, after the margin, without blanks at the end. */
  public List<String> lines(String margin, ReportLayout layout) {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.addAll(lines(margin, row, layout)));
    return lines;
  }

  private List<String> lines(String margin, Row row, ReportLayout layout) {
    StringBuilder before = new StringBuilder(margin);
    for (int column = 0; column < row.last(); column++) {
      String cell = row.cells().get(column);
      before.append(cell).append(" ".repeat(width(column) - TextWrap.length(cell))).append(GAP);
    }
    int left = Math.max(LAST_COLUMN_MIN, layout.width() - TextWrap.length(before));
    String last = row.cells().get(row.last());
    List<String> lines = new ArrayList<>();
    for (String text : row.wraps() ? TextWrap.lines(last, left) : List.of(last)) {
      String start = lines.isEmpty() ? before.toString() : " ".repeat(TextWrap.length(before));
      lines.add((start + text).stripTrailing());
    }
    String first = row.cells().get(0);
    if (!first.isBlank()) {
      int end = margin.length() + first.length();
      String rest = lines.get(0).substring(Math.min(end, lines.get(0).length()));
      lines.set(0, margin + layout.paint(row.style(), first) + rest);
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> column < row.last())
        .mapToInt(row -> TextWrap.length(row.cells().get(column)))
        .max()
        .orElse(0);
  }
}
