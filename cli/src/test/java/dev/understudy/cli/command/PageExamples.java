package dev.understudy.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command lines that README and the pages show: in blocks, in lists and in sentences. */
final class PageExamples {
  private static final Path ROOT = Path.of("..");

  /** A line of a block; what follows two blanks is a remark. */
  private static final Pattern BLOCK = Pattern.compile("^ +(\\./understudy .*)$");

  /** In a sentence one word behind the launcher's name is the name of a command. */
  private static final Pattern SENTENCE = Pattern.compile("`(\\./understudy [^` ]+ [^`]+)`");

  /** One command of a line: up to a remark, a pipe, a redirection, or the next command. */
  private static final Pattern COMMAND =
      Pattern.compile("(?:\\./)?understudy ((?:\"[^\"]*\"|(?! {2})[^\"|>&])+)");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private PageExamples() {}

  /** The commands without the launcher's name, each once, sorted. */
  static Set<String> commands() throws IOException {
    Set<String> commands = new TreeSet<>();
    for (Path page : pages()) {
      for (String line : Files.readAllLines(page)) {
        shown(line).forEach(text -> addAll(text, commands));
      }
    }
    return commands;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md")),
              docs.filter(page -> page.toString().endsWith(".md")))
          .sorted()
          .toList();
    }
  }

  private static List<String> shown(String line) {
    Matcher block = BLOCK.matcher(line);
    if (block.matches()) {
      return List.of(block.group(1));
    }
    List<String> shown = new ArrayList<>();
    Matcher sentence = SENTENCE.matcher(line);
    while (sentence.find()) {
      shown.add(sentence.group(1));
    }
    return shown;
  }

  /** A line that leaves something out ("..."), or stands for many (PROGRAM), is no example. */
  private static void addAll(String text, Set<String> commands) {
    Matcher command = COMMAND.matcher(text);
    while (command.find()) {
      String words = command.group(1).strip();
      if (!words.contains("...") && words.chars().noneMatch(Character::isUpperCase)) {
        commands.add(words);
      }
    }
  }

  /** What a shell makes of a command: quotes hold words together. */
  static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words;
  }
}
