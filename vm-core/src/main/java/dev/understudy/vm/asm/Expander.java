package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns sources into one stream of statements: follows includes, expands macros, and gives each
 * local name the symbol it stands for.
 */
final class Expander {
  /** The scope of local names before any global label. */
  private static final String FIRST_SCOPE = "_";

  private final Includes includes;
  private final Problems problems;
  private final Consumer<Statement> statements;
  private final Map<String, Macro> macros = new TreeMap<>();
  private final Deque<String> openFiles = new ArrayDeque<>();
  private String globalScope = FIRST_SCOPE;
  private boolean missesInclude;
  private boolean exhausted;
  private int expansions;
  private int lines;
  private int words;
  private int characters;

  Expander(Includes includes, Problems problems, Consumer<Statement> statements) {
    this.includes = includes;
    this.problems = problems;
    this.statements = statements;
  }

  /** Where a macro's body stands in the file being read: lines are kept instead of obeyed. */
  private static final class Reader {
    @Nullable Macro recording;
    @Nullable Token recordingFrom;
    int recordingLine;
    int nested;
  }

  /** True if an include was not found: names that are not defined may stand there. */
  boolean missesInclude() {
    return missesInclude;
  }

  /** True if the sources are too large: what was read of them is no program. */
  boolean exhausted() {
    return exhausted;
  }

  void file(String name, String source) {
    characters += Math.min(source.length(), Limits.SOURCE_CHARACTERS + 1);
    List<TextLine> all =
        characters > Limits.SOURCE_CHARACTERS ? List.of() : TextLine.split(name, source);
    if (characters > Limits.SOURCE_CHARACTERS) {
      Token at = Token.of(Kind.END, "", new TextLine(name, 1, ""), 1);
      exhaust(at, "sources have more than " + Limits.SOURCE_CHARACTERS + " characters");
    }
    openFiles.push(name);
    Reader reader = new Reader();
    for (TextLine line : all) {
      if (exhausted) {
        break;
      }
      problems.enter(++lines, null);
      read(reader, charged(Lexer.words(line, problems)));
    }
    if (reader.recordingFrom != null && !exhausted) {
      problems.enter(reader.recordingLine, null);
      problems.report(reader.recordingFrom, "macro without an end", "'.endm' in the same file");
    }
    openFiles.pop();
  }

  private void exhaust(Token at, String problem) {
    if (!exhausted) {
      problems.report(at, problem);
    }
    exhausted = true;
  }

  private List<Token> charged(List<Token> line) {
    words += line.size();
    if (words > Limits.TOKENS || lines > Limits.LINES) {
      exhaust(line.get(0), "program expands to more than " + Limits.LINES + " lines");
    }
    return line;
  }

  private void read(Reader reader, List<Token> line) {
    int at = labelWords(line);
    Token head = line.get(at);
    @Nullable Directive directive = head.is(Kind.DOTTED) ? Directive.named(head.text()) : null;
    boolean brackets = directive == Directive.MACRO || directive == Directive.ENDM;
    if (brackets && at > 0) {
      List<Token> labels = new ArrayList<>(line.subList(0, at));
      labels.add(line.get(line.size() - 1));
      read(reader, labels);
    }
    List<Token> rest = line.subList(brackets ? at : 0, line.size());
    if (directive == Directive.MACRO) {
      begin(reader, rest);
    } else if (directive == Directive.ENDM) {
      end(reader, rest);
    } else if (reader.recordingFrom == null) {
      obey(rest, null);
    } else if (reader.recording != null) {
      reader.recording.body().add(checkedParameters(reader.recording, rest));
    }
  }

  private static int labelWords(List<Token> line) {
    int at = 0;
    while (isLabel(line, at)) {
      at += 2;
    }
    return at;
  }

  private void begin(Reader reader, List<Token> line) {
    Token directive = line.get(0);
    if (reader.recordingFrom != null) {
      reader.nested++;
      problems.report(directive, "macro inside a macro", "'.endm' before it");
      return;
    }
    reader.recordingFrom = directive;
    reader.recordingLine = lines;
    reader.recording = MacroHeader.read(line, problems);
    Macro macro = reader.recording;
    if (macro == null) {
      return;
    }
    @Nullable Macro earlier = macros.putIfAbsent(macro.name().text(), macro);
    if (earlier != null) {
      problems.report(
          macro.name(),
          "macro " + macro.name().named() + " is already defined at " + earlier.name().place());
    }
  }

  private void end(Reader reader, List<Token> line) {
    Token directive = line.get(0);
    if (reader.recordingFrom == null) {
      problems.report(directive, "'.endm' without '.macro'");
    } else if (reader.nested > 0) {
      reader.nested--;
    } else {
      reader.recording = null;
      reader.recordingFrom = null;
    }
    if (!line.get(1).is(Kind.END)) {
      problems.report(line.get(1), "unexpected " + line.get(1).named(), "the end of the line");
    }
  }

  private List<Token> checkedParameters(Macro macro, List<Token> line) {
    List<Token> checked = new ArrayList<>();
    for (Token word : line) {
      boolean unknown = word.is(Kind.PARAMETER) && macro.parameter(word) < 0;
      if (unknown) {
        List<String> known = macro.parameters().stream().map(p -> "\\" + p).toList();
        String expected = known.isEmpty() ? "no parameter" : AssemblyText.alternatives(known);
        problems.report(
            word,
            "macro " + macro.name().named() + " has no parameter " + word.named(),
            expected,
            problems.guess(word.text(), known));
      }
      checked.add(unknown ? Token.of(Kind.BAD, word.text(), word.line(), word.column()) : word);
    }
    return checked;
  }

  /**
   * Carries out one line outside a definition, or of a macro's body with its parameters filled in.
   */
  private void obey(List<Token> line, @Nullable Scoped scoped) {
    List<Statement.Label> labels = new ArrayList<>();
    int labelWords = labelWords(line);
    for (int i = 0; i < labelWords; i += 2) {
      labels.add(label(line.get(i), scoped));
    }
    List<Token> rest = withScopes(line.subList(labelWords, line.size()), scoped);
    boolean broken = isBroken(rest);
    Token head = rest.get(0);
    @Nullable Macro macro = head.is(Kind.NAME) ? macros.get(head.text()) : null;
    boolean include =
        head.is(Kind.DOTTED) && Directive.named(head.text()) == Directive.INCLUDE && !broken;
    List<Argument> arguments = Argument.split(rest.subList(1, rest.size()));
    boolean unknown = macro == null && unknown(head, arguments);
    boolean takenHere =
        head.is(Kind.END) || head.is(Kind.BAD) || macro != null || include || unknown;
    statements.accept(
        new Statement(
            lines,
            labels,
            takenHere ? null : head,
            arguments,
            broken,
            scoped == null ? null : scoped.expansion()));
    if (macro != null && !broken) {
      expand(macro, head, arguments, scoped);
    } else if (include) {
      include(head, arguments);
    }
  }

  private boolean unknown(Token head, List<Argument> arguments) {
    boolean known =
        switch (head.kind()) {
          case NAME -> Mnemonics.contains(head.text());
          case DOTTED -> Directive.named(head.text()) != null;
          case BAD, END -> true;
          default -> false;
        };
    if (!known && !(head.is(Kind.NAME) && missesInclude)) { // most likely a macro from there
      UnknownWord.report(head, arguments, macros.keySet(), problems);
    }
    return !known;
  }

  private static boolean isLabel(List<Token> line, int at) {
    boolean named = line.get(at).is(Kind.NAME) || line.get(at).is(Kind.DOTTED);
    return named && line.get(at + 1).isSymbol(":");
  }

  private boolean isBroken(List<Token> line) {
    boolean broken = false;
    for (Token word : line) {
      broken |= word.is(Kind.BAD);
      if (word.is(Kind.PARAMETER)) {
        problems.report(word, "parameter " + word.named() + " outside a macro");
        return true;
      }
    }
    return broken;
  }

  private Statement.Label label(Token word, @Nullable Scoped scoped) {
    if (word.is(Kind.DOTTED)) {
      return new Statement.Label(word, local(word, scoped).symbol());
    }
    globalScope = word.text();
    return new Statement.Label(word, word.text());
  }

  /** The use of a macro that a line belongs to, and the scope of the local names in its body. */
  private record Scoped(MacroUse expansion, String scope) {}

  /** A local name that came in as an argument has its scope already: that of the macro's user. */
  private Token local(Token word, @Nullable Scoped scoped) {
    String scope = scoped == null ? globalScope : scoped.scope();
    return word.data().isEmpty() ? word.standingFor(scope + word.text()) : word;
  }

  private List<Token> withScopes(List<Token> line, @Nullable Scoped scoped) {
    List<Token> result = new ArrayList<>(line);
    for (int i = 1; i < result.size(); i++) {
      if (result.get(i).is(Kind.DOTTED)) {
        result.set(i, local(result.get(i), scoped));
      }
    }
    return result;
  }

  private void include(Token head, List<Argument> arguments) {
    if (arguments.size() != 1 || !arguments.get(0).isSingle(Kind.STRING)) {
      problems.report(
          head, "'.include' without a name", "one name in quotes, as in .include \"devices.inc\"");
      return;
    }
    Token word = arguments.get(0).first();
    String name = utf8(word.data());
    if (openFiles.contains(name)) {
      problems.report(word, "source " + word.named() + " includes itself");
    } else if (openFiles.size() >= Limits.INCLUDE_DEPTH) {
      problems.report(word, "includes nested deeper than " + Limits.INCLUDE_DEPTH);
    } else {
      Optional<String> source = found(word, name);
      missesInclude |= source.isEmpty();
      source.ifPresent(text -> file(name, text));
    }
  }

  private Optional<String> found(Token word, String name) {
    try {
      Optional<String> source = includes.find(name);
      if (source.isEmpty()) {
        problems.report(word, "included source " + word.named() + " not found");
      }
      return source;
    } catch (Includes.UnreadableException e) {
      problems.report(
          word, "included source " + word.named() + " can't be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private void expand(Macro macro, Token use, List<Argument> arguments, @Nullable Scoped outer) {
    @Nullable MacroUse around = outer == null ? null : outer.expansion();
    int depth = around == null ? 1 : around.depth() + 1;
    if (around != null && around.isOf(macro)) {
      problems.report(use, "macro " + use.named() + " uses itself");
    } else if (depth > Limits.MACRO_DEPTH) {
      problems.report(use, "macros nested deeper than " + Limits.MACRO_DEPTH);
    } else if (macro.accepts(use, arguments, problems)) {
      String scope = macro.name().text() + "$" + ++expansions;
      Scoped scoped = new Scoped(new MacroUse(macro, use, depth, around), scope);
      for (List<Token> line : macro.body()) {
        if (exhausted) {
          return;
        }
        problems.enter(++lines, scoped.expansion());
        obey(charged(macro.filled(line, arguments, Limits.TOKENS - words)), scoped);
      }
    }
  }
}
