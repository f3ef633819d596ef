package dev.ecommercestack.platform.version;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Sends the version of a {@link Versioned} response body as {@code ETag}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class VersionAutoConfiguration {

  @Bean
  VersionHeader versionHeader() {
    return new VersionHeader();
  }

  /**
   * Sets the header when the body is written. A {@code ResponseEntity} with an {@code ETag} would
   * make Spring answer 304 to {@code If-None-Match}, although only a part of the body has the
   * version.
   */
  @RestControllerAdvice
  static final class VersionHeader implements ResponseBodyAdvice<Object> {
    @Override
    public boolean supports(
        MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
      return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
        @Nullable Object body,
        MethodParameter returnType,
        MediaType contentType,
        Class<? extends HttpMessageConverter<?>> converter,
        ServerHttpRequest request,
        ServerHttpResponse response) {
      if (body instanceof Versioned resource) {
        response.getHeaders().setETag(IfMatch.tag(resource.version()));
      }
      return body;
    }
  }
}
