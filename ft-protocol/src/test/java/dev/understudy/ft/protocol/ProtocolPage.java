package dev.understudy.ft.protocol;

import dev.understudy.ft.protocol.TransitionTable.Outcome;
import dev.understudy.ft.protocol.TransitionTable.Situation;
import dev.understudy.ft.protocol.TransitionTable.Trial;
import java.util.ArrayList;
import java.util.List;

/** Generates the tables of docs/understand/PROTOCOL.md. */
final class ProtocolPage {
  private final StringBuilder page = new StringBuilder();

  private ProtocolPage() {}

  static String tables() {
    ProtocolPage writer = new ProtocolPage();
    writer.states();
    writer.overview();
    for (Situation situation : TransitionTable.situations()) {
      writer.details(situation);
    }
    return writer.page.toString();
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void row(List<String> cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void states() {
    line("### States");
    line("");
    row(List.of("state", "meaning", "guest", "outputs"));
    row(List.of("---", "---", "---", "---"));
    for (State state : State.values()) {
      String guest =
          state == State.HALTED
              ? "stopped"
              : state == State.JOINING ? "on its way" : state.executes() ? "executes" : "replays";
      String outputs =
          switch (state) {
            case LIVE -> "leave when acknowledged";
            case RENEWING -> "leave when acknowledged by everybody who could win";
            case ALONE -> "leave at once";
            case PRIMARY_ARBITRATING -> "are held";
            case JOINING -> "none";
            case REPLAYING, BACKUP_ARBITRATING, DRAINING, ENDING -> "are dropped";
            case HALTED -> "none";
          };
      row(List.of("`" + state + "`", state.meaning(), guest, outputs));
    }
    line("");
  }

  private void overview() {
    line("### Every event in every state");
    line("");
    line("`→` a change of state · `+` the same state, with commands · `–` noted, no command ·");
    line(
        "`!` refused with an exception, because the host reports what can't be · a number:"
            + " ignored,");
    line("for the reason given below.");
    line("");
    List<String> head = new ArrayList<>(List.of("event"));
    List<String> rule = new ArrayList<>(List.of("---"));
    for (Situation situation : TransitionTable.situations()) {
      head.add(situation.name().replace("_", " ").replace("ARBITRATING", "ARB."));
      rule.add("---");
    }
    row(head);
    row(rule);
    for (Trial trial : TransitionTable.trials()) {
      List<String> cells = new ArrayList<>(List.of(trial.name()));
      for (Situation situation : TransitionTable.situations()) {
        cells.add(symbol(TransitionTable.outcome(situation, trial)));
      }
      row(cells);
    }
    line("");
    for (IgnoreReason reason : IgnoreReason.values()) {
      line("%d. `%s`: %s".formatted(reason.ordinal() + 1, reason, reason.meaning()));
    }
    line("");
  }

  private static String symbol(Outcome outcome) {
    if (outcome.refused()) {
      return "!";
    }
    String ignored = outcome.ignored() ? "" + (outcome.reason().ordinal() + 1) : "";
    if (outcome.before() != outcome.after()) {
      return ("→ " + ignored).strip();
    }
    if (outcome.ignored()) {
      return ignored;
    }
    return outcome.said().isEmpty() ? "–" : "+";
  }

  private void details(Situation situation) {
    line("### " + situation.name());
    line("");
    line(situation.story() + ".");
    line("");
    List<List<String>> rows = new ArrayList<>();
    for (Trial trial : TransitionTable.trials()) {
      Outcome outcome = TransitionTable.outcome(situation, trial);
      boolean onlyIgnored = outcome.ignored() && outcome.said().size() == 1;
      boolean idle = outcome.said().isEmpty() || onlyIgnored;
      if (outcome.before() != outcome.after() || !idle) {
        String then = outcome.before() == outcome.after() ? "" : "`" + outcome.after() + "`";
        rows.add(List.of(trial.name(), String.join(", ", outcome.said()), then));
      }
    }
    if (rows.isEmpty()) {
      line("No event leads to a command.");
    } else {
      row(List.of("event", "commands", "then"));
      row(List.of("---", "---", "---"));
      rows.forEach(this::row);
    }
    line("");
  }
}
