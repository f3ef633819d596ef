package dev.ecommercestack.contracts.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines of the documentation fit into a terminal and into a diff, except tables and URLs. */
class MarkdownLineLengthTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int MAX_LENGTH = 100;

  /** The documents of the scaling decision are rewritten with its code. */
  private static final String NOT_CHECKED = "docs/scaling";

  @Test
  void linesAreNotTooLong() {
    Stream<String> tooLong =
        MarkdownFile.findAll(ROOT)
            .filter(file -> !ROOT.relativize(file.path()).toString().startsWith(NOT_CHECKED))
            .flatMap(MarkdownLineLengthTest::tooLong);
    assertThat(tooLong)
        .as("These lines have more than %d characters, URLs not counted.", MAX_LENGTH)
        .isEmpty();
  }

  private static Stream<String> tooLong(MarkdownFile file) {
    return file.proseLines()
        .filter(line -> !line.text().startsWith("|"))
        .filter(line -> withoutUrls(line.text()).length() > MAX_LENGTH)
        .map(line -> "%s:%d".formatted(ROOT.relativize(file.path()), line.number()));
  }

  private static String withoutUrls(String text) {
    return text.replaceAll("]\\([^()\\s]+\\)", "]()").replaceAll("https?://\\S+", "");
  }
}
