package dev.ecommercestack.platform.request;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** JSON in which each value has the expected type and each field is known. */
final class StrictJson {
  private StrictJson() {}

  /** Returns a copy of a mapper that reads strictly. */
  static JsonMapper of(JsonMapper mapper) {
    return mapper
        .rebuild()
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        // No number in quotation marks, and no 1 for true.
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfigDefaults(
            values -> values.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
        // No time for a date.
        .defaultLeniency(false)
        .addModule(new SimpleModule().setDeserializerModifier(new IsoTimeDeserializer.Modifier()))
        .build();
  }
}
