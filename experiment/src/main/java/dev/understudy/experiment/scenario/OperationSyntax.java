package dev.understudy.experiment.scenario;

import dev.understudy.hypervisor.device.OperatorControls;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.sim.world.Operation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How each operation is written: a word, and for some a colon and an argument. The command line,
 * the key {@code do} of {@code [[operations]]} and the reference page follow from these rows.
 */
enum OperationSyntax {
  PAUSE("pause", "`pause`", alone(new Operation.ToGuest(Control.PAUSE, 0))),
  RESUME("resume", "`resume`", alone(new Operation.ToGuest(Control.RESUME, 0))),
  POWER_OFF("power-off", "`power-off`", alone(new Operation.ToGuest(Control.POWER_OFF, 0))),
  SHARE(
      "share",
      "`share:25%` of the processor",
      (word, with) -> new Operation.ToGuest(Control.SHARE, share(with.orElse("")))),
  FT_OFF("ft-off", "`ft-off`", alone(new Operation.TurnOff())),
  FT_ON(
      "ft-on",
      "`ft-on`, `ft-on:host-3`",
      (word, with) ->
          new Operation.TurnOn(with.isPresent() ? place(with.get()) : Operation.ANY_PLACE)),
  FAILOVER("failover", "`failover`", alone(new Operation.FailOver())),
  MOVE_BACKUP(
      "move-backup",
      "`move-backup:host-3`",
      (word, with) -> new Operation.MoveBackup(place(with.orElse("")))),
  MOVE_PRIMARY(
      "move-primary",
      "`move-primary:host-3`",
      (word, with) -> new Operation.MovePrimary(place(with.orElse(""))));

  private static final int PER_MILLE_IN_PER_CENT = 10;

  /** Makes an operation of its word and its argument. */
  private interface Reading {
    Operation read(String word, Optional<String> with) throws ValueException;
  }

  private final String word;
  private final String examples;
  private final Reading reading;

  /**
   * A row.
   *
   * @param examples Markdown
   */
  OperationSyntax(String word, String examples, Reading reading) {
    this.word = word;
    this.examples = examples;
    this.reading = reading;
  }

  private static final Operation.Cases<String> TEXTS =
      new Operation.Cases<>() {
        @Override
        public String toGuest(Operation.ToGuest operation) {
          return switch (operation.control()) {
            case PAUSE -> PAUSE.word;
            case RESUME -> RESUME.word;
            case POWER_OFF -> POWER_OFF.word;
            case SHARE -> SHARE.with(operation.perMille() / PER_MILLE_IN_PER_CENT + "%");
          };
        }

        @Override
        public String turnOff(Operation.TurnOff operation) {
          return FT_OFF.word;
        }

        @Override
        public String turnOn(Operation.TurnOn operation) {
          return operation.place() == Operation.ANY_PLACE ? FT_ON.word : FT_ON.at(operation);
        }

        @Override
        public String failOver(Operation.FailOver operation) {
          return FAILOVER.word;
        }

        @Override
        public String moveBackup(Operation.MoveBackup operation) {
          return MOVE_BACKUP.at(operation);
        }

        @Override
        public String movePrimary(Operation.MovePrimary operation) {
          return MOVE_PRIMARY.at(operation);
        }
      };

  static List<String> words() {
    return Stream.of(values()).map(row -> row.word).toList();
  }

  /** All kinds of operations in one line, for the reference page. */
  static String allExamples() {
    return Stream.of(values()).map(row -> row.examples).collect(Collectors.joining(", ", "", "."));
  }

  static Operation parse(String text) throws ValueException {
    int colon = text.indexOf(':');
    String word = colon < 0 ? text : text.substring(0, colon);
    Optional<String> with = colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
    for (OperationSyntax row : values()) {
      if (row.word.equals(word)) {
        return row.reading.read(word, with);
      }
    }
    throw new ValueException(ValueTypes.oneOf(words()) + ValueTypes.meaning(word, words()));
  }

  /** What {@link #parse} reads. */
  static String print(Operation operation) {
    return operation.match(TEXTS);
  }

  private String with(String argument) {
    return word + ":" + argument;
  }

  private String at(Operation operation) {
    return with(TargetText.place(operation.place()));
  }

  // ---- arguments

  private static Reading alone(Operation operation) {
    return (word, with) -> {
      if (with.isPresent()) {
        throw new ValueException(word + " and nothing else");
      }
      return operation;
    };
  }

  /** Thousandths, of per cent. */
  private static int share(String text) throws ValueException {
    if (!text.matches("[0-9]{1,3}%")) {
      throw new ValueException("a share of the processor, such as share:25%");
    }
    int perMille = Integer.parseInt(text.substring(0, text.length() - 1)) * PER_MILLE_IN_PER_CENT;
    if (!OperatorControls.isShare(perMille)) {
      throw new ValueException(OperatorControls.SHARES);
    }
    return perMille;
  }

  private static int place(String text) throws ValueException {
    if (TargetText.isPlace(text)) {
      return TargetText.place(text);
    }
    boolean isRole = TargetText.isRole(text);
    throw new ValueException(
        "a place, such as move-backup:host-3" + (isRole ? ", and no role" : ""));
  }
}
