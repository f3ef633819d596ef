package dev.ecommercestack.gateway.cache;

import dev.ecommercestack.gateway.GatewaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The cache of responses that many clients share. */
@Configuration(proxyBeanMethods = false)
class ResponseCacheConfiguration {
  @Bean
  ResponseCacheFilter responseCache(GatewaySettings settings, MeterRegistry meters) {
    return new ResponseCacheFilter(settings.sharedResponses(), meters);
  }
}
