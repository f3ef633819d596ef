package dev.ecommercestack.contracts.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whoever is given a right to a topic has code that uses it. */
@NullMarked
class TopologyInCodeTest {
  private static final Topology TOPOLOGY = Topology.load();

  @TestFactory
  Stream<DynamicTest> producersWriteTheirTopics() {
    return TOPOLOGY.kafka().topics().stream()
        .flatMap(topic -> topic.producers().stream().map(service -> says(service, topic.name())));
  }

  @TestFactory
  Stream<DynamicTest> consumersReadTheirTopics() {
    return TOPOLOGY.kafka().topics().stream()
        .flatMap(topic -> topic.consumers().stream())
        .map(consumer -> says(consumer.service(), consumer.group()));
  }

  private static DynamicTest says(String service, String text) {
    return DynamicTest.dynamicTest(
        service + " has " + text,
        () -> assertThat(sources(service)).containsPattern("\"" + Pattern.quote(text) + "[\".$]"));
  }

  private static String sources(String service) {
    try (Stream<Path> files =
        Files.walk(Path.of("..", "services", service, "src", "main", "java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(TopologyInCodeTest::read)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
