package dev.ecommercestack.declare;

/** Makes one line of what servers say in several. */
final class Sentence {
  private Sentence() {}

  /** Returns the text on one line, ended by a full stop. */
  static String of(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.endsWith(".") ? line : line + ".";
  }
}
