package dev.ecommercestack.operator.manager.observe;

/**
 * Something that keeps a pod from serving.
 *
 * @param message a sentence that names the pod
 * @param fatal whether waiting alone will not help: somebody has to change something
 */
record Trouble(String message, boolean fatal) {

  private static final int MAX_CAUSE = 400;

  static Trouble fatal(String message) {
    return new Trouble(message, true);
  }

  static Trouble waiting(String message) {
    return new Trouble(message, false);
  }

  /** A cause as Kubernetes or a program words it, on one line and of bearable length. */
  static String oneLine(String cause) {
    var line = cause.strip().replaceAll("\\s*[\\r\\n]+\\s*", " | ");
    return line.length() <= MAX_CAUSE ? line : "..." + line.substring(line.length() - MAX_CAUSE);
  }
}
