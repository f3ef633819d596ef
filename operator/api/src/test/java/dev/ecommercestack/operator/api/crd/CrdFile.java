package dev.ecommercestack.operator.api.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The CRD: made from the Java types, and committed as a file. */
final class CrdFile {
  private static final String HEADER =
      """
      # Made from operator/api by 'make generate'. Change the Java types, not this file.
      """;

  /**
   * Quotes what YAML 1.1 would not read as text, such as True; one line per text keeps diffs small.
   */
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  /** The committed file. */
  static Path path() {
    return repository().resolve("crds/ecommercestacks.ecommercestack.dev-v1.yml");
  }

  /** The root of the repository. */
  static Path repository() {
    return Path.of(System.getProperty("repository.root", "../..")).toAbsolutePath().normalize();
  }

  /** Returns the text of the committed file, or an empty text if there is none. */
  static String read() {
    try {
      return Files.exists(path()) ? Files.readString(path()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the committed file. */
  static void write(String text) {
    try {
      Files.createDirectories(path().getParent());
      Files.writeString(path(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text that the file should have. */
  static String render() {
    JsonNode tree = Serialization.jsonMapper().valueToTree(generate());
    try {
      return HEADER + YAML.writeValueAsString(withWholeNumbers(tree));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the CRD from the Java types. */
  static CustomResourceDefinition generate() {
    AtomicReference<@Nullable CustomResourceDefinition> made = new AtomicReference<>();
    new CRDGenerator()
        .customResourceClasses(EcommerceStack.class)
        .forCRDVersions("v1")
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata crd, String version) {
                made.set((CustomResourceDefinition) crd);
                return crd;
              }
            })
        .withOutput(new Nowhere())
        .generate();
    CustomResourceDefinition crd = made.get();
    if (crd == null) {
      throw new IllegalStateException("the generator made no CRD: see its log above");
    }
    SchemaFinish.apply(crd);
    return crd;
  }

  /** The model holds bounds as doubles; {@code 3.6E7} is text to some YAML parsers. */
  private static JsonNode withWholeNumbers(JsonNode node) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(property -> property.setValue(withWholeNumbers(property.getValue())));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, withWholeNumbers(array.get(i)));
        }
      }
      case DoubleNode number when number.canConvertToExactIntegral() -> {
        return LongNode.valueOf(number.longValue());
      }
      default -> {}
    }
    return node;
  }

  /** The generator insists on writing; the text is made here instead. */
  private static final class Nowhere implements CRDGenerator.CRDOutput<OutputStream> {
    @Override
    public OutputStream outputFor(String crdName) {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void close() {}
  }

  private CrdFile() {}
}
