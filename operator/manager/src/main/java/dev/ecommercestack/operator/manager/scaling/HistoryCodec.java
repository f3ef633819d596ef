package dev.ecommercestack.operator.manager.scaling;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.ecommercestack.operator.scaling.History;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Writes the histories of the components of a stack as compressed JSON, and reads them. */
public final class HistoryCodec {
  /** Version of the JSON: raised when a field of {@link History} changes its meaning. */
  static final int SCHEMA = 1;

  /** More than any history has: what is larger was not written by the operator. */
  private static final int MAX_BYTES = 16 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private HistoryCodec() {}

  private record Document(int schema, Map<String, History> components) {}

  /**
   * Returns histories as bytes.
   *
   * @param components histories by name of the component
   */
  public static byte[] write(Map<String, History> components) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      JSON.writeValue(gzip, new Document(SCHEMA, components));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads histories by name of the component.
   *
   * @throws IOException if the bytes are not what this version writes
   */
  public static Map<String, History> read(byte[] bytes) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      var json = gzip.readNBytes(MAX_BYTES);
      var schema = JSON.readTree(json).path("schema").asInt();
      if (schema != SCHEMA) {
        throw new IOException(
            "it has schema %d, this operator knows schema %d".formatted(schema, SCHEMA));
      }
      return JSON.readValue(json, Document.class).components();
    }
  }
}
