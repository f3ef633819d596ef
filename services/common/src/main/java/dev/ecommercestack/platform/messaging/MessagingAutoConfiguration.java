package dev.ecommercestack.platform.messaging;

import io.micrometer.tracing.Tracer;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/** Envelopes, and the identifier that ties messages to the request that began it all. */
@AutoConfiguration
public class MessagingAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Envelopes envelopes(
      JsonMapper json, ObjectProvider<Tracer> tracers, @Value("${service.stack}") String stack) {
    return new Envelopes(
        json, Clock.systemUTC(), stack, () -> traceparent(tracers.getIfAvailable()));
  }

  /** Apart, as the filter's types are only there in a servlet application. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Servlet {
    @Bean
    FilterRegistrationBean<CorrelationFilter> correlationFilter() {
      FilterRegistrationBean<CorrelationFilter> filter =
          new FilterRegistrationBean<>(new CorrelationFilter());
      // Before security, so that a refusal has it too; after tracing.
      filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
      return filter;
    }
  }

  private static @Nullable String traceparent(@Nullable Tracer tracer) {
    if (tracer == null) {
      return null;
    }
    var span = tracer.currentSpan();
    if (span == null) {
      return null;
    }
    var context = span.context();
    return "00-%s-%s-%s"
        .formatted(
            context.traceId(),
            context.spanId(),
            Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
  }
}
