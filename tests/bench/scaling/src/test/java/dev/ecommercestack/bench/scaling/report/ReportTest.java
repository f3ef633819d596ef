package dev.ecommercestack.bench.scaling.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Path DOCUMENTED = Path.of("..", "..", "..", "docs", "scaling");

  @Test
  void isTheOneInTheDocumentation() throws IOException {
    assertThat(documented())
        .as("docs/scaling is stale: run make bench-scaling, and look at what benchmark.md says")
        .isEqualTo(Report.ofAllTraces().files());
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> files = new TreeMap<>();
    Set<String> written = Set.of("algorithm.md", "limits.md", "benchmark.md");
    try (Stream<Path> paths = Files.list(DOCUMENTED)) {
      paths
          .filter(path -> !written.contains(path.getFileName().toString()))
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
