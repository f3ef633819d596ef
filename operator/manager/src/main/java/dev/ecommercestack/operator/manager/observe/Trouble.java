package dev.ecommercestack.operator.manager.observe;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that keeps a pod from serving.
 *
 * @param message a sentence that names the pod
 * @param fatal whether waiting alone will not help: somebody has to change something
 */
record Trouble(String message, boolean fatal) {

  private static final int MAX_CAUSE = 400;
  private static final String NEXT_LINE = " | ";

  /** Lines of a stack trace, also within a JSON string, that do not name an exception. */
  private static final Pattern FRAMES =
      Pattern.compile(
          "(?m)(^|\\\\n)(\\s|\\\\t)*(at [\\w.$/@<>]+\\([^()\\n]*\\)|\\.\\.\\. \\d+ (more|common frames omitted))");

  /** A line of a log in JSON (ECS): its message and the exception that goes with it. */
  private static final Pattern JSON =
      Pattern.compile(
          "(?m)^[^\\n]*?\"message\":\"(?<message>[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+)\""
              + "(?:[^\\n]*?\"(?:stack_trace|error\\.stack_trace)\":\"(?<trace>[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+)\")?[^\\n]*$");

  /** The first line of every JVM that has options in its environment. */
  private static final Pattern NOTICE = Pattern.compile("(?m)^NOTE: Picked up JDK_JAVA_OPTIONS.*$");

  static Trouble fatal(String message) {
    return new Trouble(message, true);
  }

  static Trouble waiting(String message) {
    return new Trouble(message, false);
  }

  /** A cause as Kubernetes or a program words it, on one line and of bearable length. */
  static String oneLine(String cause) {
    var text = NOTICE.matcher(FRAMES.matcher(cause).replaceAll("")).replaceAll("");
    var words = JSON.matcher(text).replaceAll(line -> Matcher.quoteReplacement(said(line)));
    var line = words.strip().replaceAll("\\s*[\\r\\n]+\\s*", NEXT_LINE);
    return line.length() <= MAX_CAUSE ? line : "..." + heart(line);
  }

  /** What an exception came from, else the last lines that fit whole, else the end. */
  private static String heart(String line) {
    var exception =
        Math.max(line.lastIndexOf("Caused by: "), line.lastIndexOf("Exception in thread "));
    if (exception >= 0) {
      return line.substring(exception, Math.min(line.length(), exception + MAX_CAUSE));
    }
    var end = line.substring(line.length() - MAX_CAUSE);
    var next = end.indexOf(NEXT_LINE);
    return next < 0 ? end : end.substring(next + NEXT_LINE.length());
  }

  private static String said(MatchResult line) {
    var trace = line.group("trace");
    return trace == null ? line.group("message") : line.group("message") + ": " + trace;
  }
}
