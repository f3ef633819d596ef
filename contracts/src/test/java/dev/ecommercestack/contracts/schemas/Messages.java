package dev.ecommercestack.contracts.schemas;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schemas and valid examples of a folder: the current contracts, or those of a release.
 *
 * @param schemas the JSON schemas by the name of the message, with {@code common} and {@code
 *     envelope}
 * @param examples the valid examples by the name of their file, for each message
 */
public record Messages(
    SortedMap<String, JsonNode> schemas, SortedMap<String, SortedMap<String, JsonNode>> examples) {
  static final String BASE = "https://ecommercestack.dev/schemas/";
  private static final Set<String> SHARED = Set.of("common", "envelope");
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Reads the folders {@code schemas} and {@code examples}. */
  public static Messages read(Path folder) {
    SortedMap<String, SortedMap<String, JsonNode>> examples = new TreeMap<>();
    for (Path message : list(folder.resolve("examples"))) {
      examples.put(name(message), jsonFiles(message, "valid-"));
    }
    return new Messages(jsonFiles(folder.resolve("schemas"), ""), examples);
  }

  /** Returns the names of the messages. */
  public List<String> names() {
    return schemas.keySet().stream().filter(name -> !SHARED.contains(name)).toList();
  }

  /** Returns the validators of all schemas; formats are asserted. */
  public Validators validators() {
    Map<String, String> texts =
        schemas.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> BASE + entry.getKey() + ".json",
                    entry -> entry.getValue().toString()));
    return new Validators(
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder
                    .schemas(texts)
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build())));
  }

  private static SortedMap<String, JsonNode> jsonFiles(Path folder, String prefix) {
    SortedMap<String, JsonNode> files = new TreeMap<>();
    for (Path file : list(folder)) {
      if (name(file).startsWith(prefix)) {
        files.put(name(file).replaceFirst("\\.json$", ""), JSON.readTree(file.toFile()));
      }
    }
    return files;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * Validates messages.
   *
   * @param registry the schemas by their {@code $id}
   */
  public record Validators(SchemaRegistry registry) {
    /** Returns what a message violates, empty if it is valid by the schema of that name. */
    public List<String> violations(String name, JsonNode message) {
      Schema schema = registry.getSchema(SchemaLocation.of(BASE + name + ".json"));
      List<String> violations = new ArrayList<>();
      schema
          .validate(message.toString(), InputFormat.JSON)
          .forEach(violation -> violations.add(violation.toString()));
      return violations;
    }
  }
}
