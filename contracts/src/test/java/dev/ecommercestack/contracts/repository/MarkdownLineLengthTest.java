package dev.ecommercestack.contracts.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines of the documentation fit into a terminal and into a diff, except tables and URLs. */
class MarkdownLineLengthTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int MAX_LENGTH = 100;

  /** The benchmark writes it. */
  private static final String NOT_CHECKED = "docs/scaling/results.md";

  /** A line of nothing but one link or URL, perhaps after the marker of a list item. */
  private static final Pattern UNBREAKABLE =
      Pattern.compile("\\s*(?:[-*] |\\d+\\. )?\\S*(?:\\[[^\\]]*]\\(|https?:)\\S*");

  @Test
  void linesAreNotTooLong() {
    Stream<String> tooLong =
        MarkdownFile.findAll(ROOT)
            .filter(file -> !ROOT.relativize(file.path()).toString().startsWith(NOT_CHECKED))
            .flatMap(MarkdownLineLengthTest::tooLong);
    assertThat(tooLong)
        .as("These lines have more than %d characters and can be broken.", MAX_LENGTH)
        .isEmpty();
  }

  private static Stream<String> tooLong(MarkdownFile file) {
    return file.lines().stream()
        .filter(line -> line.text().length() > MAX_LENGTH)
        .filter(line -> !line.text().startsWith("|"))
        .filter(line -> !UNBREAKABLE.matcher(line.text()).matches())
        .map(line -> "%s:%d".formatted(ROOT.relativize(file.path()), line.number()));
  }
}
