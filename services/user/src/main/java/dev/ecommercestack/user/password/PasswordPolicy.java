package dev.ecommercestack.user.password;

import dev.ecommercestack.user.account.Email;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for passwords, after NIST SP 800-63B: a minimum length, no composition rules, and no
 * common passwords.
 */
public final class PasswordPolicy {
  /** The minimum length, in code points after normalization. */
  public static final int MIN_LENGTH = 10;

  /**
   * The maximum length, in code points after normalization: long enough for any passphrase, short
   * enough to hash.
   */
  public static final int MAX_LENGTH = 128;

  private static final int MIN_DISTINCT = 5;
  // As long as a date: more digits than that add strength.
  private static final int MAX_DECORATION = 8;
  private static final int MIN_MEANINGFUL_LOCAL_PART = 4;

  private static final Pattern DECORATION = Pattern.compile("^\\P{L}+|\\P{L}+$");

  private final Set<String> commonWords;

  /**
   * Creates a policy.
   *
   * @param commonWords words in lower case; the letters of a password must not be one of them
   */
  public PasswordPolicy(Set<String> commonWords) {
    this.commonWords = Set.copyOf(commonWords);
  }

  /**
   * Checks a password.
   *
   * @param password the password of the request
   * @param email the address of the account; empty if it is not known
   * @return all reasons to refuse it; empty if it is accepted
   */
  public List<PasswordProblem> check(String password, Optional<Email> email) {
    String normalised = PasswordNormalizer.normalise(password);
    int length = normalised.codePointCount(0, normalised.length());
    String folded = normalised.toLowerCase(Locale.ROOT);
    List<PasswordProblem> problems = new ArrayList<>();
    if (length < MIN_LENGTH) {
      problems.add(
          new PasswordProblem(
              "password_too_short",
              "must have at least %d characters: three or four unrelated words do well"
                  .formatted(MIN_LENGTH)));
    }
    if (length > MAX_LENGTH) {
      problems.add(
          new PasswordProblem(
              "password_too_long", "must have at most %d characters".formatted(MAX_LENGTH)));
    }
    if (isMonotonous(folded)) {
      problems.add(
          new PasswordProblem(
              "password_too_simple",
              "must not be one run such as aaaa, 1234 or abcd: use at least %d different characters"
                  .formatted(MIN_DISTINCT)));
    }
    if (isCommon(folded)) {
      problems.add(
          new PasswordProblem(
              "password_too_common",
              "is among the first that attackers try: digits and signs around a common word do not help"));
    }
    if (email.filter(address -> contains(folded, address)).isPresent()) {
      problems.add(
          new PasswordProblem("password_contains_email", "must not contain the e-mail address"));
    }
    return List.copyOf(problems);
  }

  private static boolean isMonotonous(String folded) {
    int[] characters = folded.codePoints().toArray();
    if (folded.codePoints().distinct().count() < MIN_DISTINCT) {
      return true;
    }
    int step = characters[1] - characters[0];
    // The digit 0 follows 9 on every keyboard.
    for (int i = 1; i < characters.length; i++) {
      int found = characters[i] - characters[i - 1];
      boolean wraps = characters[i - 1] == '9' && characters[i] == '0' && step == 1;
      if (found != step && !wraps) {
        return false;
      }
    }
    return Math.abs(step) <= 1;
  }

  private boolean isCommon(String folded) {
    return commonWords.contains(folded)
        || isDecorated(folded, lettersOf(folded))
        || isDecorated(folded, lettersOf(withoutLookAlikes(core(folded))));
  }

  private boolean isDecorated(String folded, String letters) {
    return folded.length() - letters.length() <= MAX_DECORATION && commonWords.contains(letters);
  }

  private static boolean contains(String folded, Email email) {
    String local = email.localPart();
    return folded.contains(email.value())
        || (local.length() >= MIN_MEANINGFUL_LOCAL_PART && folded.contains(local));
  }

  private static String lettersOf(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * Returns the text from its first letter to its last: signs around it are ignored, signs within
   * it may stand for letters.
   */
  private static String core(String text) {
    return DECORATION.matcher(text).replaceAll("");
  }

  private static String withoutLookAlikes(String text) {
    return text.replace('0', 'o')
        .replace('1', 'i')
        .replace('3', 'e')
        .replace('4', 'a')
        .replace('5', 's')
        .replace('7', 't')
        .replace('@', 'a')
        .replace('$', 's')
        .replace('!', 'i');
  }
}
