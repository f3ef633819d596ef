package dev.ecommercestack.platform.request;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Reads dates, times and durations in ISO 8601 only. Jackson would also take numbers (seconds since
 * 1970, days, seconds), numbers in quotation marks, and arrays.
 */
final class IsoTimeDeserializer extends DelegatingDeserializer {
  private static final Set<Class<?>> TYPES =
      Set.of(Instant.class, OffsetDateTime.class, LocalDate.class, Duration.class);
  private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?[0-9.]+\\s*");

  private IsoTimeDeserializer(ValueDeserializer<?> delegate) {
    super(delegate);
  }

  /** Replaces the deserializers of these types. */
  static final class Modifier extends ValueDeserializerModifier {
    @Override
    public ValueDeserializer<?> modifyDeserializer(
        DeserializationConfig config,
        BeanDescription.Supplier description,
        ValueDeserializer<?> deserializer) {
      return TYPES.contains(description.getBeanClass())
          ? new IsoTimeDeserializer(deserializer)
          : deserializer;
    }
  }

  @Override
  protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
    return new IsoTimeDeserializer(delegate);
  }

  @Override
  public @Nullable Object deserialize(JsonParser json, DeserializationContext context) {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      return context.handleUnexpectedToken(context.constructType(handledType()), json);
    }
    return NUMBER.matcher(json.getString()).matches()
        ? context.handleWeirdStringValue(handledType(), json.getString(), "is a number")
        : super.deserialize(json, context);
  }
}
