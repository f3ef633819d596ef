package dev.ecommercestack.operator.manager.events;

/**
 * An event of a stack.
 *
 * @param type whether a person should look at it
 * @param reason a word for programs in upper camel case
 * @param note a sentence for people, at most 1024 characters are published
 */
public record StackEvent(Type type, String reason, String note) {

  /** The two types that Kubernetes knows; the names are what is published. */
  public enum Type {
    /** Information. */
    Normal,
    /** A person should look at it. */
    Warning
  }

  static StackEvent normal(String reason, String note) {
    return new StackEvent(Type.Normal, reason, note);
  }

  static StackEvent warning(String reason, String note) {
    return new StackEvent(Type.Warning, reason, note);
  }
}
