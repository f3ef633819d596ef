package dev.ecommercestack.product.query;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a search; a product must have all of them, in any order. The function {@code
 * search_form} of the database normalizes case and accents of words and products alike.
 *
 * @param text the whole query, with single spaces between words
 * @param words the words that a product must have: the longest {@link #MAX_WORDS} of the query,
 *     none blank
 */
public record SearchWords(String text, List<String> words) {
  /** The longest query, in characters: as long as the longest name of a product. */
  public static final int MAX_QUERY_LENGTH = 200;

  /** The highest number of words that a product must have. */
  public static final int MAX_WORDS = 8;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]+");
  private static final Pattern THREE_LETTERS = Pattern.compile("[\\p{L}\\p{N}]{3}");
  private static final Pattern BEGINS_WITH_LETTER = Pattern.compile("^[\\p{L}\\p{N}]");
  private static final Pattern SPECIAL_IN_PATTERN = Pattern.compile("[\\\\%_]");

  /** Copies the words. */
  public SearchWords {
    words = List.copyOf(words);
  }

  /**
   * Splits a query into words; a blank query has none.
   *
   * @throws ProblemException 400 {@code invalid_query} if it is too long
   */
  public static SearchWords of(String query) {
    if (query.length() > MAX_QUERY_LENGTH) {
      throw new ProblemException(
          ProblemCode.INVALID_QUERY,
          "The query may have at most %d characters.".formatted(MAX_QUERY_LENGTH));
    }
    String composed = Normalizer.normalize(query, Normalizer.Form.NFKC);
    List<String> words =
        Arrays.stream(BETWEEN_WORDS.split(composed)).filter(word -> !word.isEmpty()).toList();
    return new SearchWords(
        String.join(" ", words),
        words.stream()
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .limit(MAX_WORDS)
            .toList());
  }

  /** Returns whether the query has no words. */
  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** Returns a LIKE pattern for each word that matches it anywhere. */
  public List<String> patterns() {
    return words.stream().map(word -> "%" + escaped(word) + "%").toList();
  }

  /** Returns whether the trigram index can find one of the words anywhere in a text. */
  public boolean hasLongWord() {
    return matching(THREE_LETTERS).findAny().isPresent();
  }

  /**
   * Returns the LIKE patterns for which the trigram index can be used: words with three letters or
   * digits in a row match anywhere; if there is none, shorter words match the beginning of a word.
   */
  public List<String> indexedPatterns() {
    return hasLongWord()
        ? matching(THREE_LETTERS).map(word -> "%" + escaped(word) + "%").toList()
        : matching(BEGINS_WITH_LETTER).map(word -> "% " + escaped(word) + "%").toList();
  }

  /** As search_form does it: Hangul syllables come apart into letters, marks go. */
  private Stream<String> matching(Pattern letters) {
    return words.stream()
        .filter(
            word ->
                letters
                    .matcher(
                        Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{M}", ""))
                    .find());
  }

  private static String escaped(String word) {
    return SPECIAL_IN_PATTERN.matcher(word).replaceAll("\\\\$0");
  }
}
