package dev.ecommercestack.platform.web.problem;

import dev.ecommercestack.platform.version.IfMatch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes in words what a value must be, by the Java type that it is read into. */
final class TypeDescription {
  private static final Map<Class<?>, String> DESCRIPTIONS =
      Map.ofEntries(
          Map.entry(UUID.class, "a UUID"),
          Map.entry(Instant.class, "a time such as 2026-01-31T00:00:00Z"),
          Map.entry(OffsetDateTime.class, "a time such as 2026-01-31T00:00:00Z"),
          Map.entry(LocalDate.class, "a date such as 2026-01-31"),
          Map.entry(Duration.class, "a duration such as PT15M"),
          Map.entry(Currency.class, "a currency of ISO 4217, for example KRW"),
          Map.entry(Integer.class, "a whole number"),
          Map.entry(int.class, "a whole number"),
          Map.entry(Long.class, "a whole number"),
          Map.entry(long.class, "a whole number"),
          Map.entry(Boolean.class, "true or false"),
          Map.entry(boolean.class, "true or false"),
          Map.entry(String.class, "a text"),
          Map.entry(IfMatch.class, "* or entity tags in quotes, for example \"3\""));

  private TypeDescription() {}

  /** Returns for example {@code must be a UUID}. */
  static String of(@Nullable Class<?> type) {
    return of(type, "is not valid");
  }

  /**
   * @param type the type; null if it is unknown
   * @param otherwise the text for a type without a description
   */
  static String of(@Nullable Class<?> type, String otherwise) {
    if (type != null && type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name())
          .collect(Collectors.joining(", ", "must be one of ", ""));
    }
    String words = type == null ? null : DESCRIPTIONS.get(type);
    return words == null ? otherwise : "must be " + words;
  }
}
