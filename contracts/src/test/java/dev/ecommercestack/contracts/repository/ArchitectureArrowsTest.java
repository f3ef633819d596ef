package dev.ecommercestack.contracts.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The diagram of docs/architecture.md has exactly the calls of {@code topology.yaml}. */
class ArchitectureArrowsTest {
  private static final Topology TOPOLOGY = Topology.load();

  /** {@code order & event -->|label| user}: sources and targets. */
  private static final Pattern ARROW = Pattern.compile("^(.+?) -->(?:\\|[^|]*\\|)? (.+)$");

  @Test
  void arrowsBetweenServicesAreTheCallsOfTheTopology() throws IOException {
    Set<String> calls =
        TOPOLOGY.calls().stream()
            .map(call -> call.caller() + " -> " + call.service())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(arrows()).isEqualTo(calls);
  }

  private static Set<String> arrows() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "architecture.md"));
    String diagram = document.split("```")[1];
    return diagram
        .lines()
        .map(String::strip)
        .flatMap(line -> ARROW.matcher(line).results())
        .flatMap(ArchitectureArrowsTest::pairs)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> pairs(MatchResult arrow) {
    List<String> targets = services(arrow.group(2));
    return services(arrow.group(1)).stream()
        .flatMap(source -> targets.stream().map(target -> source + " -> " + target));
  }

  private static List<String> services(String names) {
    return Pattern.compile(" & ")
        .splitAsStream(names)
        .filter(TOPOLOGY.services()::contains)
        .toList();
  }
}
