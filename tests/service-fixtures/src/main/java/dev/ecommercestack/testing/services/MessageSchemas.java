package dev.ecommercestack.testing.services;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Validates messages against the JSON schemas of the contracts. */
public final class MessageSchemas {
  private static final String BASE = "https://ecommercestack.dev/schemas/";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder ->
              builder.schemaMappers(
                  mappers ->
                      mappers.mapPrefix(BASE, "classpath:dev/ecommercestack/contracts/schemas/")));

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
    return FACTORY
        .getSchema(
            SchemaLocation.of(BASE + type + ".json"),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
        .validate(message, InputFormat.JSON)
        .stream()
        .map(violation -> type + ": " + violation)
        .toList();
  }
}
