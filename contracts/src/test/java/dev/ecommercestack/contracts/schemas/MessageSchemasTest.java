package dev.ecommercestack.contracts.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecificationVersion;
import dev.ecommercestack.contracts.topology.RabbitMqTopology.JobQueue;
import dev.ecommercestack.contracts.topology.Topic;
import dev.ecommercestack.contracts.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageSchemasTest {
  private static final Path SCHEMAS = Path.of("schemas");
  private static final Path EXAMPLES = Path.of("examples");
  private static final Set<String> SHARED = Set.of("common", "envelope");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Messages.Validators validators = Messages.read(Path.of("")).validators();

  @Test
  void everyMessageOfTheTopologyHasASchemaAndEverySchemaIsUsed() throws IOException {
    assertThat(names(SCHEMAS, ".json")).containsExactlyElementsOf(messagesOf(Topology.load()));
  }

  @Test
  void everySchemaIsItselfValid() throws IOException {
    Schema meta =
        validators
            .registry()
            .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        assertThat(meta.validate(text, InputFormat.JSON)).as(file.toString()).isEmpty();
        assertThat(JSON.readTree(text).path("$id").asString())
            .isEqualTo(Messages.BASE + file.getFileName());
      }
    }
  }

  @Test
  void everyMessageHasExamplesOfBothKinds() throws IOException {
    for (String message : messagesOf(Topology.load())) {
      Set<String> examples = names(EXAMPLES.resolve(message), ".json");
      assertThat(examples).as(message).anyMatch(name -> name.startsWith("valid-"));
      assertThat(examples).as(message).anyMatch(name -> name.startsWith("invalid-"));
    }
    assertThat(names(EXAMPLES, "")).isEqualTo(messagesOf(Topology.load()));
  }

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(EXAMPLES)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    return files.stream()
        .map(file -> dynamicTest(EXAMPLES.relativize(file).toString(), () -> checkExample(file)));
  }

  private void checkExample(Path file) throws IOException {
    String message = EXAMPLES.relativize(file).getName(0).toString();
    String text = Files.readString(file);
    List<String> complaints = validators.violations(message, JSON.readTree(text));
    if (String.valueOf(file.getFileName()).startsWith("valid-")) {
      assertThat(complaints).isEmpty();
      checkAggregate(message, JSON.readTree(text));
    } else {
      assertThat(complaints).isNotEmpty();
    }
  }

  /** On Kafka the aggregate's id is the record's key. */
  private static void checkAggregate(String message, JsonNode example) {
    for (Topic topic : Topology.load().kafka().topics()) {
      if (topic.messages().contains(message)) {
        assertThat(example.path("aggregateId")).isEqualTo(example.path("data").path(topic.key()));
      }
    }
  }

  private static Set<String> messagesOf(Topology topology) {
    Stream<String> facts =
        topology.kafka().topics().stream().map(Topic::messages).flatMap(List::stream);
    Stream<String> jobs =
        topology.rabbitmq().queues().stream().map(JobQueue::messages).flatMap(List::stream);
    return Stream.concat(facts, jobs).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(Path directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .filter(name -> !SHARED.contains(name))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
