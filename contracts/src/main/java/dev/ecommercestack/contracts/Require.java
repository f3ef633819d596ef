package dev.ecommercestack.contracts;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of values that were read from a file, where anything may be missing. */
public final class Require {
  private Require() {}

  /**
   * Returns the value.
   *
   * @param sentence what to say when it is missing
   * @throws ContractException when it is missing
   */
  public static <T> T present(@Nullable T value, String sentence) {
    if (value == null) {
      throw new ContractException(sentence);
    }
    return value;
  }

  /**
   * Returns the text.
   *
   * @param sentence what to say when it is missing or blank
   * @throws ContractException when it is missing or blank
   */
  public static String text(@Nullable String value, String sentence) {
    if (value == null || value.isBlank()) {
      throw new ContractException(sentence);
    }
    return value;
  }

  /** Returns an unmodifiable copy, empty when there is none. */
  public static <T> List<T> listOf(@Nullable Collection<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }

  /**
   * Checks a condition.
   *
   * @param sentence what to say when it does not hold
   * @throws ContractException when it does not hold
   */
  public static void that(boolean holds, String sentence) {
    if (!holds) {
      throw new ContractException(sentence);
    }
  }
}
