package dev.ecommercestack.product.shelf;

import dev.ecommercestack.common.problem.ProblemException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody looks for: products that have all of the words, in whatever order. Width and case
 * do not matter.
 *
 * @param words at least one, none blank
 */
public record SearchWords(List<String> words) {
  /** The longest query, in characters. */
  public static final int MAX_LENGTH = 100;

  /** The most words. */
  public static final int MAX_WORDS = 8;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]+");
  private static final Pattern SPECIAL_IN_PATTERN = Pattern.compile("[\\\\%_]");

  /** Copies the words. */
  public SearchWords {
    words = List.copyOf(words);
  }

  /**
   * Reads a query; one of blanks looks for nothing in particular and has no words.
   *
   * @throws ProblemException 400 {@code invalid_query} if it is too long
   */
  public static SearchWords of(String query) {
    if (query.length() > MAX_LENGTH) {
      throw tooLong();
    }
    String composed = Normalizer.normalize(query, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    List<String> words =
        Arrays.stream(BETWEEN_WORDS.split(composed))
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList();
    if (words.size() > MAX_WORDS) {
      throw tooLong();
    }
    return new SearchWords(words);
  }

  /** Returns whether nothing in particular is looked for. */
  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** Returns all words in one line. */
  public String text() {
    return String.join(" ", words);
  }

  /** Returns for each word a pattern for LIKE that finds it anywhere. */
  public List<String> patterns() {
    return words.stream()
        .map(word -> "%" + SPECIAL_IN_PATTERN.matcher(word).replaceAll("\\\\$0") + "%")
        .toList();
  }

  private static ProblemException tooLong() {
    return ProblemException.badRequest(
        "invalid_query",
        "Look for at most %d words of together %d characters.".formatted(MAX_WORDS, MAX_LENGTH));
  }
}
