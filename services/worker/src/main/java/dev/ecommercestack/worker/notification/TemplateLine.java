package dev.ecommercestack.worker.notification;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a mail template, with placeholders.
 *
 * @param line the text, for example {@code Total: {total}}
 */
record TemplateLine(String line) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

  /** Returns the line with the values in place of its placeholders; empty if one is missing. */
  Optional<String> fill(Map<String, String> values) {
    boolean complete =
        PLACEHOLDER
            .matcher(line)
            .results()
            .allMatch(placeholder -> values.containsKey(placeholder.group(1)));
    return complete
        ? Optional.of(
            PLACEHOLDER
                .matcher(line)
                .replaceAll(
                    placeholder -> Matcher.quoteReplacement(values.get(placeholder.group(1)))))
        : Optional.empty();
  }

  /** Returns the line without its placeholders. */
  String withoutValues() {
    return PLACEHOLDER.matcher(line).replaceAll("").replaceAll("\\s+", " ").strip();
  }
}
