package dev.ecommercestack.platform.messaging;

import dev.ecommercestack.platform.message.Envelopes;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Provides the {@link Envelopes} through which a service writes and reads messages. */
@AutoConfiguration
public class MessagingAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Envelopes envelopes(
      JsonMapper json, ObjectProvider<Tracer> tracers, @Value("${service.stack}") String stack) {
    return new Envelopes(
        json, Clock.systemUTC(), stack, () -> traceparent(tracers.getIfAvailable()));
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
