package dev.ecommercestack.contracts.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ecommercestack.contracts.schemas.Messages;
import dev.ecommercestack.contracts.topology.RabbitMqTopology.JobQueue;
import dev.ecommercestack.contracts.topology.Topic;
import dev.ecommercestack.contracts.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The committed {@code asyncapi.json}: current, valid and complete. */
class AsyncApiTest {
  private static final Path FILE = Path.of("asyncapi.json");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Topology topology = Topology.load();
  private final String expected =
      JSON.writeValueAsString(AsyncApiDocument.of(topology, new MessageComponents(Path.of(""))))
          + "\n";
  private final JsonNode document = JSON.readTree(expected);

  @Test
  void committedDocumentIsWhatTopologyAndSchemasSay() throws IOException {
    if (Boolean.getBoolean("asyncapi.update")) {
      Files.writeString(FILE, expected);
    }
    assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
        .as("contracts/asyncapi.json is stale: run make generate and commit it")
        .isEqualTo(expected);
  }

  @Test
  void isValidByTheSchemaOfAsyncApi() throws IOException {
    try (InputStream schema =
        new GZIPInputStream(
            Objects.requireNonNull(getClass().getResourceAsStream("asyncapi-3.0.0.json.gz")))) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                  .getSchema(schema, InputFormat.JSON)
                  .validate(expected, InputFormat.JSON))
          .isEmpty();
    }
  }

  @Test
  void everyReferenceResolves() {
    for (JsonNode reference : document.findValues("$ref")) {
      String target = reference.asString();
      if (target.startsWith("#")) {
        assertThat(document.at(target.substring(1)).isMissingNode()).as(target).isFalse();
      } else {
        assertThat(Path.of(target)).exists();
      }
    }
  }

  @Test
  void namesEveryTopicQueueAndExchangeOnce() {
    List<String> channels = new ArrayList<>();
    for (Topic topic : topology.kafka().topics()) {
      channels.add(topic.name());
      channels.add(Objects.requireNonNull(topic.deadLetter()).topic());
    }
    for (JobQueue queue : topology.rabbitmq().queues()) {
      channels.addAll(List.of("exchange." + queue.name(), queue.name(), queue.parkingLot()));
    }

    assertThat(document.path("channels").propertyNames())
        .containsExactlyInAnyOrderElementsOf(channels);
    assertThat(document.path("components").path("messages").propertyNames())
        .containsExactlyInAnyOrderElementsOf(Messages.read(Path.of("")).names());
  }

  @Test
  void namesEveryProducerAndConsumerOnce() {
    Stream<String> facts =
        topology.kafka().topics().stream()
            .flatMap(
                topic ->
                    Stream.concat(
                        topic.producers().stream().map(name -> name + "-sends-" + topic.name()),
                        topic.consumers().stream()
                            .map(consumer -> consumer.group() + "-receives-" + topic.name())));
    Stream<String> jobs =
        topology.rabbitmq().queues().stream()
            .flatMap(
                queue ->
                    Stream.concat(
                        queue.producers().stream()
                            .map(name -> name + "-sends-exchange." + queue.name()),
                        queue.consumers().stream()
                            .map(name -> name + "-receives-" + queue.name())));

    assertThat(document.path("operations").propertyNames())
        .containsExactlyInAnyOrderElementsOf(Stream.concat(facts, jobs).toList());
  }

  @Test
  void examplesAreValidByTheReferencedSchema() {
    Messages.Validators validators = Messages.read(Path.of("")).validators();
    for (JsonNode message : document.path("components").path("messages")) {
      String name = message.path("name").asString();
      assertThat(message.at("/payload/schema/$ref").asString())
          .isEqualTo("./schemas/" + name + ".json");
      assertThat(message.path("examples")).as(name).isNotEmpty();
      for (JsonNode example : message.path("examples")) {
        assertThat(validators.violations(name, example.path("payload"))).as(name).isEmpty();
      }
    }
  }
}
