package dev.ecommercestack.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Reads and writes records as YAML. An unknown property is an error. */
public final class Yaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  /** The beginning of Jackson's message for an absent number or boolean. */
  private static final String NULL_VALUE_MESSAGE = "Cannot map `null`";

  private Yaml() {}

  /**
   * Reads a record.
   *
   * @param text the YAML
   * @param type the class of the record
   * @param name the name of the input in messages, for example the name of the file
   * @throws ContractException when the text is no YAML, or has unknown or missing properties
   */
  public static <T> T read(String text, Class<T> type, String name) {
    try {
      @Nullable T value = MAPPER.readValue(text, type);
      return Require.present(value, name + " is empty.");
    } catch (JacksonException e) {
      throw new ContractException(name + ": " + explain(e));
    }
  }

  /** Returns a record as YAML, without the components that are null. */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  private static String explain(JacksonException e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ContractException) {
        return String.valueOf(cause.getMessage());
      }
    }
    if (e instanceof MismatchedInputException
        && e.getOriginalMessage().startsWith(NULL_VALUE_MESSAGE)) {
      return path(e) + " is missing.";
    }
    String location =
        e instanceof DatabindException && !e.getPath().isEmpty() ? " at " + path(e) : "";
    return e.getOriginalMessage() + location + ".";
  }

  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }
}
