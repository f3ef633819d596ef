package dev.ecommercestack.common.json;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;

/** The bodies of a servlet application are JSON. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class JsonAutoConfiguration {

  /**
   * Libraries for YAML and XML are on the class path for other reasons; converters of theirs would
   * read and write bodies without the settings of the application's {@code JsonMapper}.
   */
  @Bean
  ServerHttpMessageConvertersCustomizer jsonOnly() {
    return converters ->
        converters.configureMessageConvertersList(
            list -> list.removeIf(converter -> !takesJson(converter)));
  }

  /** True also of those for bytes, texts and files, which are for any type. */
  private static boolean takesJson(HttpMessageConverter<?> converter) {
    return converter.getSupportedMediaTypes().stream()
        .anyMatch(type -> type.includes(MediaType.APPLICATION_JSON));
  }
}
