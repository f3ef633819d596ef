package dev.ecommercestack.declare;

/** Turns error messages of servers, which may have several lines, into one line. */
final class SingleLine {
  private SingleLine() {}

  /** Returns the text on one line, ended by a full stop. */
  static String of(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.endsWith(".") ? line : line + ".";
  }
}
