package dev.ecommercestack.testing.services;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Validates messages against the JSON schemas of the contracts. */
public final class MessageSchemas {
  private static final String BASE = "https://ecommercestack.dev/schemas/";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaIdResolvers(
                      resolvers ->
                          resolvers.mapPrefix(
                              BASE, "classpath:dev/ecommercestack/contracts/schemas/"))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private MessageSchemas() {}

  /**
   * Validates a message by the schema of its type; returns the violations, empty if it is valid.
   */
  public static List<String> validate(byte[] message) {
    return validate(new String(message, StandardCharsets.UTF_8));
  }

  /**
   * Validates a message by the schema of its type; returns the violations, empty if it is valid.
   */
  public static List<String> validate(String message) {
    String type = JSON.readTree(message).path("type").asString("");
    return REGISTRY
        .getSchema(SchemaLocation.of(BASE + type + ".json"))
        .validate(message, InputFormat.JSON)
        .stream()
        .map(violation -> type + ": " + violation)
        .toList();
  }
}
