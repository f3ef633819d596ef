package dev.ecommercestack.worker.imports;

/** The content of an import cannot be read. */
final class UnreadableContentException extends RuntimeException {
  private final String reason;

  /**
   * @param reason a stable code in capitals
   */
  UnreadableContentException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
