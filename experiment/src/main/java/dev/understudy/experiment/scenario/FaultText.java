package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Faults in one line, as on the command line and in reports: what, whom, when, for how long.
 *
 * <pre>
 * crash primary@20ms                    pause backup@#120000+3ms
 * slow host-2:4@5ms+10ms                cut channel:primary:backup@entry:412+5ms
 * disk-outage disk@20ms+5ms             crash primary@host-1:57
 * crash host-3@20ms+30ms
 * </pre>
 *
 * {@link FaultSyntax} has a row for each kind.
 */
public final class FaultText {

  /** The words for kinds of faults. */
  public static final List<String> KINDS = FaultSyntax.words();

  private FaultText() {}

  /** What became of a text: a fault, or what is wrong with it. */
  public record Result(Optional<Fault> fault, Optional<Problem> problem) {}

  /**
   * Reads {@code WHOM@WHEN}, with {@code +FOR} where the fault can heal.
   *
   * @param kind one of {@link #KINDS}
   * @param text such as {@code primary@20ms}
   * @param source where it comes from, for the problem, such as {@code --crash}
   */
  public static Result parse(String kind, String text, String source) {
    FaultSyntax syntax =
        FaultSyntax.find(kind)
            .orElseThrow(() -> new IllegalArgumentException("no such kind: " + kind));
    return new Parser(syntax, text, source).parse();
  }

  /** Reads a kind, a blank and the rest, such as {@code crash primary@20ms}. */
  public static Result parse(String text, String source) {
    String kind = text.contains(" ") ? text.substring(0, text.indexOf(' ')) : text;
    if (!KINDS.contains(kind)) {
      return failed(
          source,
          text,
          0,
          kind.length(),
          "there is no such fault",
          ValueTypes.oneOf(KINDS) + ValueTypes.meaning(kind, KINDS));
    }
    String rest = text.substring(Math.min(text.length(), kind.length() + 1));
    return parse(kind, rest, source);
  }

  /** A fault with its text. */
  public static Fault fault(FaultEffect effect, FaultTrigger trigger) {
    return new Fault(effect, trigger, print(effect, trigger));
  }

  /** What {@link #parse(String, String)} reads. */
  public static String print(FaultEffect effect, FaultTrigger trigger) {
    FaultSyntax.WrittenFault written = FaultSyntax.of(effect);
    List<String> parts = new ArrayList<>();
    written.kind().parameters().forEach(one -> parts.add(print(one, written.arguments())));
    String whom = parts.isEmpty() ? FaultSyntax.DISK : String.join(":", parts);
    String lasting = effect.forNs() == Fault.FOR_EVER ? "" : "+" + Units.TIME.print(effect.forNs());
    return written.kind().word() + " " + whom + "@" + TriggerText.print(trigger) + lasting;
  }

  private static <T> String print(FaultParameter<T> parameter, FaultArguments arguments) {
    return parameter.print().apply(arguments.get(parameter));
  }

  private static Result failed(
      String source, String text, int from, int length, String message, String expected) {
    return new Result(
        Optional.empty(),
        Optional.of(new Problem(source, 1, from + 1, length, message, expected, text)));
  }

  /** Takes a text apart and remembers where it was when something did not fit. */
  private static final class Parser {

    private final FaultSyntax syntax;
    private final String text;
    private final String source;
    private int from;
    private int to;

    Parser(FaultSyntax syntax, String text, String source) {
      this.syntax = syntax;
      this.text = text;
      this.source = source;
    }

    Result parse() {
      try {
        int at = text.indexOf('@');
        if (at < 0) {
          throw missing(text.length(), "WHOM@WHEN");
        }
        int plus = text.indexOf('+', at);
        FaultTrigger trigger = TriggerText.trigger(piece(at + 1, plus < 0 ? text.length() : plus));
        long forNs =
            plus < 0 ? Fault.FOR_EVER : FaultSyntax.LASTING.read(piece(plus + 1, text.length()));
        FaultEffect effect = syntax.effect(arguments(at), forNs);
        for (Refusal refusal : FaultSyntax.refusals(effect, trigger)) {
          return refused(refusal, at);
        }
        return new Result(Optional.of(fault(effect, trigger)), Optional.empty());
      } catch (ValueException wrong) {
        String message =
            from == to ? "something is missing" : "this does not fit a " + syntax.word();
        return failed(source, text, from, to - from, message, wrong.expected());
      }
    }

    private ValueException missing(int where, String form) {
      piece(where, where);
      return new ValueException(form + ", such as " + syntax.examples().get(0));
    }

    private String piece(int begin, int end) {
      from = begin;
      to = end;
      return text.substring(begin, end);
    }

    private FaultArguments arguments(int end) throws ValueException {
      FaultArguments arguments = FaultArguments.none();
      List<FaultParameter<?>> parameters = syntax.parameters();
      if (parameters.isEmpty() && !piece(0, end).equals(FaultSyntax.DISK)) {
        throw new ValueException(FaultSyntax.DISK);
      }
      for (int i = 0; i < parameters.size(); i++) {
        selectPart(i, end);
        read(parameters.get(i), arguments);
      }
      return arguments;
    }

    private <T> void read(FaultParameter<T> parameter, FaultArguments arguments)
        throws ValueException {
      arguments.with(parameter, parameter.parsing().parse(text.substring(from, to)));
    }

    /** The part between two colons that is for this parameter; the last takes all that is left. */
    private void selectPart(int number, int end) throws ValueException {
      int begin = 0;
      for (int i = 0; i < number; i++) {
        begin = text.indexOf(':', begin) + 1;
      }
      int colon = text.indexOf(':', begin);
      boolean isLast = number == syntax.parameters().size() - 1;
      if (!isLast && (colon < 0 || colon > end)) {
        throw missing(end, syntax.form());
      }
      piece(begin, isLast ? end : colon);
    }

    /** Shows what was refused, by the key that it is in a scenario. */
    private Result refused(Refusal refusal, int at) throws ValueException {
      piece(at + 1, text.length());
      for (int i = 0; i < syntax.parameters().size(); i++) {
        if (refusal.path().contains(syntax.parameters().get(i).key())) {
          selectPart(i, at);
        }
      }
      return failed(source, text, from, to - from, refusal.message(), refusal.expected());
    }
  }
}
