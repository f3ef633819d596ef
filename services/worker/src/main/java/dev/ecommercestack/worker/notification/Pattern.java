package dev.ecommercestack.worker.notification;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A line with places for values.
 *
 * @param line for example {@code Total: {total}}
 */
record Pattern(String line) {
  private static final java.util.regex.Pattern PLACE =
      java.util.regex.Pattern.compile("\\{([A-Za-z]+)}");

  /** Returns the line with its values; empty if one is not there. */
  Optional<String> fill(Map<String, String> values) {
    boolean whole =
        PLACE.matcher(line).results().allMatch(place -> values.containsKey(place.group(1)));
    return whole
        ? Optional.of(
            PLACE
                .matcher(line)
                .replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1)))))
        : Optional.empty();
  }

  /** Returns the line without its places. */
  String withoutValues() {
    return PLACE.matcher(line).replaceAll("").replaceAll("\\s+", " ").strip();
  }
}
