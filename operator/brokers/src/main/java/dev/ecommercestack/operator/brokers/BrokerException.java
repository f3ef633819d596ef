package dev.ecommercestack.operator.brokers;

/** Nothing can be read from a broker. The message is the end of a sentence. */
final class BrokerException extends Exception {
  private static final long serialVersionUID = 1;

  BrokerException(String reason, Throwable cause) {
    super(reason, cause);
  }

  BrokerException(String reason) {
    super(reason);
  }

  /** Returns the reason why nothing can be read. */
  String reason() {
    return String.valueOf(getMessage());
  }

  /** Returns the message of the innermost cause in one line. */
  static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.strip().replaceAll("\\s+", " ");
  }
}
