package dev.ecommercestack.platform.request;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the bodies of public requests strictly, so that a mistyped field is an error. In bodies of
 * other services unknown fields are ignored, because the other service may be newer.
 */
final class PublicJsonConverter extends JacksonJsonHttpMessageConverter {
  private final JacksonJsonHttpMessageConverter strict;

  /**
   * @param json the application's mapper
   */
  PublicJsonConverter(JsonMapper json) {
    super(json);
    strict = new JacksonJsonHttpMessageConverter(StrictJson.of(json));
  }

  @Override
  public Object read(
      ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
      throws IOException {
    return PublicRequests.isCurrent()
        ? strict.read(type, message, hints)
        : super.read(type, message, hints);
  }
}
