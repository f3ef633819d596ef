package dev.ecommercestack.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the files of the web pages: content security policy, accessibility and texts. */
class WebFilesTest {
  @ParameterizedTest
  @ValueSource(strings = {"index.html", "api.html"})
  void htmlHasNothingInlineOrFromOtherHosts(String file) {
    String html = read(file);
    assertThat(html).doesNotContainPattern("<script(?![^>]*\\bsrc=)");
    assertThat(html).doesNotContain("<style").doesNotContainPattern("\\s(style|on\\w+)=");
    assertThat(html).doesNotContainPattern("(src|href)=\"(https?:)?//");
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.html", "api.html"})
  void everyFieldHasLabelAndEveryReferenceTarget(String file) {
    String html = read(file);
    assertThat(all("<(?:input|select)\\b", html))
        .hasSameSizeAs(all("<label>(?=.*<(?:input|select))", html));
    Set<String> ids = set("\\bid=\"([^\"]+)\"", html);
    assertThat(ids).containsAll(set("(?:aria-labelledby|href)=\"#?([a-z]+-title|main)\"", html));
    assertThat(html).contains("<html lang=\"ko\">").contains("name=\"viewport\"");
  }

  @Test
  void scriptsUseElementsOfTheirPage() {
    Set<String> ids = set("\\bid=\"([^\"]+)\"", read("index.html"));
    assertThat(ids).containsAll(set("byId\\('([^']+)'\\)", read("shop.js") + read("checkout.js")));
    assertThat(ids).containsAll(set("list\\('([^']+)'", read("shop.js")));
    assertThat(set("\\bid=\"([^\"]+)\"", read("api.html")))
        .containsAll(set("byId\\('([^']+)'\\)", read("api.js")));
  }

  @Test
  void scriptsNeverSetMarkup() {
    for (String script :
        List.of(
            "shop.js",
            "checkout.js",
            "cart.js",
            "session.js",
            "texts.js",
            "money.js",
            "dom.js",
            "api.js")) {
      assertThat(read(script))
          .as(script)
          .doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(");
    }
  }

  @Test
  void everyTextExistsInBothLanguages() {
    String texts = read("texts.js");
    int english = texts.indexOf("  en: {");
    // English has no sentences for problems: those of the shop are in English.
    String problems = "(?s)\\n    problem: \\{.*?\\n    },";
    Set<String> korean =
        keys(texts.substring(texts.indexOf("  ko: {"), english).replaceFirst(problems, ""));
    assertThat(keys(texts.substring(english, texts.indexOf("const STORAGE_KEY"))))
        .isEqualTo(korean);
    String pages = read("index.html") + read("api.html");
    assertThat(korean).containsAll(set("data-(?:text|label)=\"([^\"]+)\"", pages));
    assertThat(korean)
        .containsAll(
            set("\\bt\\('([^']+)'", read("shop.js") + read("checkout.js") + read("session.js")));
  }

  @Test
  void everyReasonOfOrderHasText() throws IOException {
    String readme =
        Files.readString(Path.of("..", "services", "order", "README.md")).replaceAll("\\s+", " ");
    Set<String> reasons =
        set("`([a-z]+(?:_[a-z]+)+)`", first("(?s)`reason` says why.*?`settled` says", readme));
    assertThat(reasons).contains("insufficient_stock", "mixed_currencies");
    String texts = read("texts.js");
    for (String language : List.of("ko", "en")) {
      String sentences = first("(?s)\\n  " + language + ": \\{.*?\\n  },", texts);
      assertThat(keys(first("(?s)    reason: \\{.*?\\n    },", sentences)))
          .as(language)
          .containsAll(reasons);
    }
  }

  @Test
  void decimalsOfCurrenciesMatchServices() {
    for (String script : List.of("shop.js", "checkout.js", "texts.js", "money.js")) {
      assertThat(read(script)).as("decimals of the browser").doesNotContain("resolvedOptions");
    }
    Map<String, Integer> decimals = new TreeMap<>();
    Currency.getAvailableCurrencies().forEach(c -> decimals.put(c.getCurrencyCode(), 2));
    Pattern.compile("\\b(\\d): '([A-Z ]+)'")
        .matcher(read("money.js"))
        .results()
        .forEach(
            row -> {
              for (String currency : row.group(2).split(" ")) {
                decimals.put(currency, Integer.valueOf(row.group(1)));
              }
            });
    Map<String, Integer> expected = new TreeMap<>();
    Currency.getAvailableCurrencies()
        .forEach(c -> expected.put(c.getCurrencyCode(), Math.max(0, c.getDefaultFractionDigits())));
    assertThat(decimals).isEqualTo(expected).containsEntry("HUF", 2).containsEntry("IQD", 3);
  }

  private static String first(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow().group();
  }

  private static Set<String> keys(String dictionary) {
    return set("\\b([A-Za-z_0-9]+): (?=['(`{])", dictionary.replaceFirst("\\w+: \\{", ""));
  }

  private static Set<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.start() + match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> set(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(String file) {
    try (InputStream in = WebFilesTest.class.getResourceAsStream("/web/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
