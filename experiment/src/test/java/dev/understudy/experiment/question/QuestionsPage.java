package dev.understudy.experiment.question;

import dev.understudy.experiment.question.Question.Finding;
import dev.understudy.experiment.run.Outcome;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** docs/start/QUESTIONS.md, written from the questions and from what their runs show. */
final class QuestionsPage {
  private static final String INTRODUCTION =
      """
      # Questions

      What people ask about fault-tolerant virtual machines. Each question is a run: predict what will
      happen, run it, see why.

          ./understudy explain               all topics
          ./understudy explain duplicate     one of them

      What stands under *What happens* is worked out from the runs; the build fails when it is not so.
      This page is generated.
      """;

  /** A page is named from the root of the project, and linked to from the folder of this one. */
  private static final Pattern PAGE_NAMED = Pattern.compile("docs/([\\w/-]+\\.md)");

  private QuestionsPage() {}

  /**
   * The whole page.
   *
   * @param outcomes those of a question's scenes, in their order
   */
  static String text(Function<Question, List<Outcome>> outcomes) {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Question question : Question.all()) {
      page.append("\n## ").append(question.question()).append("\n\n");
      page.append("`./understudy explain ").append(question.topic()).append("`\n\n");
      page.append("**Predict.** ").append(question.predict()).append("\n\n**Run.**\n\n");
      for (Scene scene : question.scenes()) {
        String about = scene.about().isEmpty() ? "" : " (" + scene.about() + ")";
        item(page, "`" + scene.command() + "`" + about);
      }
      page.append("\n**What happens.**\n\n");
      for (Finding finding : question.findings(outcomes.apply(question))) {
        item(page, finding.text());
      }
      page.append("\n**Why.** ");
      page.append(String.join("\n\n", question.why()));
      page.append("\n\nSee ").append(String.join(", ", question.see())).append(".\n");
    }
    return PAGE_NAMED.matcher(page).replaceAll("[$0](../$1)");
  }

  private static void item(StringBuilder page, String text) {
    page.append("- ").append(text).append('\n');
  }
}
