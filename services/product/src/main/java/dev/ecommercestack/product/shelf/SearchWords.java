package dev.ecommercestack.product.shelf;

import dev.ecommercestack.platform.problem.ProblemException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody looks for: products that have all of the words, in whatever order. The function
 * {@code search_form} of the database folds case and marks, for words and products alike.
 *
 * @param text the whole query, with single spaces between words
 * @param words those that a product must have: the longest of a query of many; none blank
 */
public record SearchWords(String text, List<String> words) {
  /** The longest query, in characters: that of a product's name. */
  public static final int MAX_LENGTH = 200;

  /** The most words that a product must have. */
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
   * Reads a query; one of blanks looks for nothing in particular and has no words.
   *
   * @throws ProblemException 400 {@code invalid_query} if it is too long
   */
  public static SearchWords of(String query) {
    if (query.length() > MAX_LENGTH) {
      throw ProblemException.badRequest(
          "invalid_query",
          "Look for words of together at most %d characters.".formatted(MAX_LENGTH));
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

  /** Returns whether nothing in particular is looked for. */
  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** Returns for each word a pattern for LIKE that finds it anywhere. */
  public List<String> patterns() {
    return words.stream().map(word -> "%" + escaped(word) + "%").toList();
  }

  /** Returns whether the index of trigrams finds one of the words wherever it stands. */
  public boolean hasLongWord() {
    return matching(THREE_LETTERS).findAny().isPresent();
  }

  /**
   * Returns the patterns that the index of trigrams can find: of the words with three letters or
   * digits in a row, anywhere; if there is no such word, of shorter ones where they begin a word.
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
