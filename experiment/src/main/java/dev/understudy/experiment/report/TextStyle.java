package dev.understudy.experiment.report;

/** How a text stands out, on a terminal that has colours. */
enum TextStyle {
  PLAIN(""),
  GOOD("32"),
  BAD("1;31"),
  DOUBTFUL("33");

  private static final String ESCAPE = "\u001b[";

  private final String code;

  TextStyle(String code) {
    this.code = code;
  }

  String around(String text) {
    return code.isEmpty() || text.isBlank() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
  }
}
