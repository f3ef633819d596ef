package dev.ecommercestack.bench.scaling.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Path DOCUMENTED = Path.of("..", "..", "..", "docs", "scaling");

  /** The files that the benchmark writes; the others there are written by hand. */
  private static final Pattern GENERATED = Pattern.compile("results\\.md|.*\\.svg");

  @Test
  void isTheOneInTheDocumentation() throws IOException {
    assertThat(documented())
        .as("docs/scaling is stale: run make bench-scaling, and look at what benchmark.md says")
        .isEqualTo(Report.ofAllTraces().files());
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(DOCUMENTED)) {
      paths
          .filter(path -> GENERATED.matcher(path.getFileName().toString()).matches())
          .forEach(path -> files.put(path.getFileName().toString(), read(path)));
    }
    return files;
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
