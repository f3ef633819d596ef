package dev.ecommercestack.testing.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotBlank;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Nullness;

/**
 * Adds to the schemas of records what swagger-core does not see: components that are neither
 * {@code @Nullable} nor {@code Optional} are required (a null component is absent from JSON), and
 * what must not be blank has at least one character.
 */
final class RecordSchemas implements ModelConverter {
  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> resolved = chain.next().resolve(type, context, chain);
    JavaType javaType = Json.mapper().constructType(type.getType());
    if (resolved != null && javaType != null && javaType.getRawClass().isRecord()) {
      Schema<?> schema = definition(resolved, context);
      if (schema.getProperties() != null) {
        for (RecordComponent component : javaType.getRawClass().getRecordComponents()) {
          String name = name(component);
          Schema<?> property = schema.getProperties().get(name);
          if (property != null && isRequired(component)) {
            require(schema, name);
          }
          if (property != null && component.getAccessor().isAnnotationPresent(NotBlank.class)) {
            property.setMinLength(1);
          }
        }
      }
    }
    return resolved;
  }

  private static Schema<?> definition(Schema<?> resolved, ModelConverterContext context) {
    String reference = resolved.get$ref();
    Schema<?> defined =
        reference == null
            ? null
            : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    return defined == null ? resolved : defined;
  }

  private static void require(Schema<?> schema, String name) {
    List<String> required = schema.getRequired();
    if (required == null || !required.contains(name)) {
      schema.addRequiredItem(name);
    }
  }

  private static boolean isRequired(RecordComponent component) {
    return component.getType() != Optional.class
        && Nullness.forMethodReturnType(component.getAccessor()) == Nullness.NON_NULL;
  }

  private static String name(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null || property.value().isEmpty() ? component.getName() : property.value();
  }
}
