package dev.ecommercestack.testing.openapi;

import dev.ecommercestack.platform.validation.Printable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Translates the Java patterns of validation annotations to those of OpenAPI (ECMA 262). A
 * translation accepts every text that the Java pattern accepts; the service may refuse more.
 */
final class EcmaPatterns {
  private static final Map<String, String> TRANSLATIONS = new LinkedHashMap<>();

  static {
    TRANSLATIONS.put(Printable.VISIBLE, "\\S");
    TRANSLATIONS.put(
        "[\\n\\r\\t[^\\p{Cntrl}\\p{Cs}]]",
        "[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]");
    TRANSLATIONS.put("[^\\p{Cntrl}\\p{Cs}]", "[^\\u0000-\\u001f\\u007f]");
    TRANSLATIONS.put(
        "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]");
  }

  private EcmaPatterns() {}

  /**
   * Returns the pattern for the whole text.
   *
   * @throws IllegalArgumentException if a part of the Java pattern has no translation here
   */
  static String of(String javaPattern) {
    String pattern = javaPattern;
    for (Map.Entry<String, String> translation : TRANSLATIONS.entrySet()) {
      pattern = pattern.replace(translation.getKey(), translation.getValue());
    }
    if (pattern.contains("\\p{") || pattern.contains("&&") || pattern.contains("\\x{")) {
      throw new IllegalArgumentException("Add a translation of this pattern: " + javaPattern);
    }
    return pattern.startsWith("^") ? pattern : "^" + pattern + "$";
  }
}
