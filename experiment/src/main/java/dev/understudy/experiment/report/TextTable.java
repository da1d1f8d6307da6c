package dev.understudy.experiment.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of text; the last one takes what is left of the line, and more lines if it needs them.
 * Where not even the columns before it have room, each row is told cell by cell, behind its first.
 */
public final class TextTable {
  private static final String GAP = "  ";

  /** What a column of text needs at least to be readable. */
  private static final int LAST_COLUMN_MIN = 16;

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
  private List<String> heading = List.of();

  /** Names the columns, above them or, where there is no room for columns, before each cell. */
  public TextTable heading(String... names) {
    heading = List.of(names);
    return this;
  }

  public TextTable row(String... cells) {
    return row(TextStyle.PLAIN, cells);
  }

  /** The first cell stands out so. */
  TextTable row(TextStyle style, String... cells) {
    rows.add(new Row(style, List.of(cells), true));
    return this;
  }

  /** Adds a row that stays on one line however long it is: a command that is to be pasted. */
  public TextTable verbatim(String... cells) {
    rows.add(new Row(TextStyle.PLAIN, List.of(cells), false));
    return this;
  }

  /** One text a row, however long, each after the margin, without blanks at the end. */
  public List<String> lines(String margin) {
    return lines(margin, ReportLayout.UNWRAPPED);
  }

  /** Each row on as many lines as it needs, after the margin, without blanks at the end. */
  public List<String> lines(String margin, ReportLayout layout) {
    List<Row> all = new ArrayList<>(rows);
    if (!heading.isEmpty()) {
      all.add(0, new Row(TextStyle.PLAIN, heading, true));
    }
    int[] widths = widths(all);
    boolean fits =
        all.stream()
            .allMatch(row -> TextWrap.length(before(margin, row, widths)) <= layout.width());
    if (!fits) {
      return new FlowedRows(margin, layout.width()).lines();
    }
    List<String> lines = new ArrayList<>();
    for (Row row : all) {
      lines.addAll(lines(margin, before(margin, row, widths), row, layout));
    }
    return lines;
  }

  private static int[] widths(List<Row> all) {
    int[] widths = new int[all.stream().mapToInt(Row::last).max().orElse(0)];
    for (Row row : all) {
      for (int column = 0; column < row.last(); column++) {
        widths[column] = Math.max(widths[column], TextWrap.length(row.cells().get(column)));
      }
    }
    return widths;
  }

  /** What stands before the last cell. */
  private static String before(String margin, Row row, int[] widths) {
    StringBuilder before = new StringBuilder(margin);
    for (int column = 0; column < row.last(); column++) {
      String cell = row.cells().get(column);
      before.append(cell).append(" ".repeat(widths[column] - TextWrap.length(cell))).append(GAP);
    }
    return before.toString();
  }

  private static List<String> lines(String margin, String before, Row row, ReportLayout layout) {
    List<String> lines = rest(margin, before, row, layout);
    String first = row.cells().get(0);
    if (!first.isBlank()) {
      int end = margin.length() + first.length();
      String rest = lines.get(0).substring(Math.min(end, lines.get(0).length()));
      lines.set(0, margin + layout.paint(row.style(), first) + rest);
    }
    return lines;
  }

  /** The last cell, behind what stands before it; below that where it has too little room. */
  private static List<String> rest(String margin, String before, Row row, ReportLayout layout) {
    String last = row.cells().get(row.last());
    if (!row.wraps()) {
      return new ArrayList<>(List.of((before + last).stripTrailing()));
    }
    int room = layout.width() - TextWrap.length(before);
    if (room < Math.min(LAST_COLUMN_MIN, TextWrap.length(last)) && row.last() > 0) {
      List<String> lines = new ArrayList<>(List.of(before.stripTrailing()));
      lines.addAll(TextWrap.hanging(margin + GAP + GAP, last, layout.width()));
      return lines;
    }
    List<String> lines = new ArrayList<>();
    for (String line : TextWrap.hanging(before, last, layout.width())) {
      lines.add(line.stripTrailing());
    }
    return lines;
  }

  /** Rows for a reader whose lines are too short for columns. */
  private final class FlowedRows {
    private final String margin;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    FlowedRows(String margin, int width) {
      this.margin = margin;
      this.width = width;
    }

    List<String> lines() {
      if (!heading.isEmpty() && !heading.get(0).isBlank()) {
        lines.add(margin + heading.get(0));
      }
      rows.forEach(this::flow);
      return lines;
    }

    /** Breaks between cells, and within one that is longer than a line. */
    private void flow(Row row) {
      String line = margin + row.cells().get(0);
      for (int column = 1; column < row.cells().size(); column++) {
        String cell = (name(column) + row.cells().get(column)).strip();
        boolean fits = TextWrap.length(line) + GAP.length() + TextWrap.length(cell) <= width;
        if (fits) {
          line = line.isBlank() ? line + cell : line + GAP + cell;
        } else {
          lines.add(line.stripTrailing());
          List<String> more =
              row.wraps()
                  ? TextWrap.hanging(margin + GAP + GAP, cell, width)
                  : List.of(margin + GAP + GAP + cell);
          lines.addAll(more.subList(0, more.size() - 1));
          line = more.get(more.size() - 1);
        }
      }
      lines.add(line.stripTrailing());
    }

    private String name(int column) {
      return column < heading.size() ? heading.get(column) + " " : "";
    }
  }
}
