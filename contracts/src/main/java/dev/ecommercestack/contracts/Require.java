package dev.ecommercestack.contracts;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks values that were read from a file, in which any value may be missing. */
public final class Require {
  private Require() {}

  /**
   * Returns a value after checking that it is there.
   *
   * @param value the value, null when the file does not have it
   * @param message the message of the exception
   * @throws ContractException when the value is null
   */
  public static <T> T present(@Nullable T value, String message) {
    if (value == null) {
      throw new ContractException(message);
    }
    return value;
  }

  /**
   * Returns a text after checking that it is not blank.
   *
   * @param value the text, null when the file does not have it
   * @param message the message of the exception
   * @throws ContractException when the text is null or blank
   */
  public static String text(@Nullable String value, String message) {
    if (value == null || value.isBlank()) {
      throw new ContractException(message);
    }
    return value;
  }

  /** Returns an unmodifiable copy of the values, empty when {@code values} is null. */
  public static <T> List<T> listOf(@Nullable Collection<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }

  /**
   * Checks a condition.
   *
   * @param condition the value of the condition
   * @param message the message of the exception
   * @throws ContractException when the condition is false
   */
  public static void that(boolean condition, String message) {
    if (!condition) {
      throw new ContractException(message);
    }
  }
}
