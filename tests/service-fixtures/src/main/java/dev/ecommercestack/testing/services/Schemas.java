package dev.ecommercestack.testing.services;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of messages. */
public final class Schemas {
  private static final String BASE = "https://ecommercestack.dev/schemas/";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder ->
              builder.schemaMappers(
                  mappers ->
                      mappers.mapPrefix(BASE, "classpath:dev/ecommercestack/contracts/schemas/")));

  private Schemas() {}

  /** Returns what is wrong with a message, by the schema of its type. */
  public static List<String> complaints(byte[] message) {
    return complaints(new String(message, StandardCharsets.UTF_8));
  }

  /** Returns what is wrong with a message, by the schema of its type. */
  public static List<String> complaints(String message) {
    String type = JSON.readTree(message).path("type").asString("");
    return FACTORY
        .getSchema(
            SchemaLocation.of(BASE + type + ".json"),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
        .validate(message, InputFormat.JSON)
        .stream()
        .map(complaint -> type + ": " + complaint)
        .toList();
  }
}
