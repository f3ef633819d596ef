package dev.ecommercestack.platform.client;

import dev.ecommercestack.platform.balancing.InstanceOutcomes;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * The instances of a service between which calls are balanced. This class has no
 * {@code @Configuration}: Spring Cloud LoadBalancer loads it into the child context that it makes
 * for each service.
 */
class ServiceInstancesConfiguration {
  @Bean
  ServiceInstanceListSupplier instances(
      ConfigurableApplicationContext context, InstanceOutcomes outcomes) {
    return ServiceInstanceListSupplier.builder()
        .withBlockingDiscoveryClient()
        .withRetryAwareness()
        .with((_, discovered) -> outcomes.without(discovered))
        .build(context);
  }
}
