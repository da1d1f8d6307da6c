package dev.understudy.cli.debug.dap;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Turns what the library says of arguments that it can't read into words for people. */
final class ArgumentProblem {
  private static final Pattern PATH = Pattern.compile("path \\$\\.?(?:arguments\\.?)?([^\\s]*)");

  private ArgumentProblem() {}

  /** The error itself, unless its data are an exception of the library. */
  static ResponseError inPlainWords(ResponseError error) {
    if (error.getData() == null) {
      return error;
    }
    Matcher path = PATH.matcher(String.valueOf(error.getData()));
    String what = path.find() && !path.group(1).isEmpty() ? "'" + path.group(1) + "'" : "one";
    return new ResponseError(
        ResponseErrorCode.InvalidParams,
        "the arguments can't be read: " + what + " is of another type than it has to be",
        null);
  }
}
