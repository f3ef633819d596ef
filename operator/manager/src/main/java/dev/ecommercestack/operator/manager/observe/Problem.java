package dev.ecommercestack.operator.manager.observe;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that keeps a pod from serving.
 *
 * @param message a sentence that names the pod
 * @param fatal whether a person has to change something
 */
record Problem(String message, boolean fatal) {

  private static final int MAX_CAUSE_LENGTH = 400;
  private static final String LINE_SEPARATOR = " | ";

  /** Lines of a stack trace, also within a JSON string, that do not name an exception. */
  private static final Pattern STACK_FRAMES =
      Pattern.compile(
          "(?m)(^|\\\\n)(\\s|\\\\t)*(at [\\w.$/@<>]+\\([^()\\n]*\\)|\\.\\.\\. \\d+ (more|common frames omitted))");

  /** A line of a log in JSON (ECS): its message and the exception that goes with it. */
  private static final Pattern JSON_LOG_LINE =
      Pattern.compile(
          "(?m)^[^\\n]*?\"message\":\"(?<message>[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+)\""
              + "(?:[^\\n]*?\"(?:stack_trace|error\\.stack_trace)\":\"(?<trace>[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+)\")?[^\\n]*$");

  /** The first line of every JVM that has options in its environment. */
  private static final Pattern JVM_OPTIONS_NOTICE =
      Pattern.compile("(?m)^NOTE: Picked up JDK_JAVA_OPTIONS.*$");

  static Problem fatal(String message) {
    return new Problem(message, true);
  }

  static Problem waiting(String message) {
    return new Problem(message, false);
  }

  /** Returns the text of a cause on one line of at most {@link #MAX_CAUSE_LENGTH} characters. */
  static String oneLine(String cause) {
    var text =
        JVM_OPTIONS_NOTICE.matcher(STACK_FRAMES.matcher(cause).replaceAll("")).replaceAll("");
    var words =
        JSON_LOG_LINE
            .matcher(text)
            .replaceAll(line -> Matcher.quoteReplacement(messageAndTrace(line)));
    var line = words.strip().replaceAll("\\s*[\\r\\n]+\\s*", LINE_SEPARATOR);
    return line.length() <= MAX_CAUSE_LENGTH ? line : "..." + mostRelevantPart(line);
  }

  /** Returns the root cause of an exception, else the last complete lines, else the end. */
  private static String mostRelevantPart(String line) {
    var exception =
        Math.max(line.lastIndexOf("Caused by: "), line.lastIndexOf("Exception in thread "));
    if (exception >= 0) {
      return line.substring(exception, Math.min(line.length(), exception + MAX_CAUSE_LENGTH));
    }
    var end = line.substring(line.length() - MAX_CAUSE_LENGTH);
    var next = end.indexOf(LINE_SEPARATOR);
    return next < 0 ? end : end.substring(next + LINE_SEPARATOR.length());
  }

  private static String messageAndTrace(MatchResult line) {
    var trace = line.group("trace");
    return trace == null ? line.group("message") : line.group("message") + ": " + trace;
  }
}
