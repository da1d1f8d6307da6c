package dev.understudy.cli.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Modules joined into one script, for a page that is one file and can't fetch any. Each becomes a
 * function that is called once and returns what the module exports. It knows the forms of import
 * and export that the page's own modules have, and no others.
 */
final class JoinedScript {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import \\{ ([\\w, ]+) \\} from \"\\./([a-z-]+)\\.js\";$");
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export ((?:async )?(?:function|class|const)) (\\w+)");
  private static final Pattern OTHER = Pattern.compile("(?m)^(?:import|export)\\b.*$");

  private final Function<String, String> modules;
  private final Map<String, String> joined = new LinkedHashMap<>();

  private JoinedScript(Function<String, String> modules) {
    this.modules = modules;
  }

  /**
   * Joins.
   *
   * @param entry the name of the module that is run, without its ending
   * @param modules the source of a module by its name
   */
  static String of(String entry, Function<String, String> modules) {
    JoinedScript script = new JoinedScript(modules);
    script.join(entry);
    return "\"use strict\";\n" + String.join("", script.joined.values());
  }

  private static String variable(String module) {
    return "module_" + module.replace('-', '_');
  }

  /** What a module imports comes before it. */
  private void join(String module) {
    if (joined.containsKey(module)) {
      return;
    }
    String source = modules.apply(module);
    Matcher imports = IMPORT.matcher(source);
    while (imports.find()) {
      join(imports.group(2));
    }
    List<String> exported = new ArrayList<>();
    EXPORT.matcher(source).results().forEach(found -> exported.add(found.group(2)));
    String body =
        EXPORT
            .matcher(
                IMPORT
                    .matcher(source)
                    .replaceAll(
                        found ->
                            "const { " + found.group(1) + " } = " + variable(found.group(2)) + ";"))
            .replaceAll("$1 $2");
    Matcher other = OTHER.matcher(body);
    if (other.find()) {
      throw new IllegalStateException(module + ".js: can't join '" + other.group() + "'");
    }
    joined.put(
        module,
        "const "
            + variable(module)
            + " = (() => {\n"
            + body
            + "return { "
            + String.join(", ", exported)
            + " };\n})();\n");
  }
}
