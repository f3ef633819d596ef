package dev.ecommercestack.gateway.route;

import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.loadbalancer.core.DelegatingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Flux;

/**
 * How an instance of a service is chosen. Not annotated as a configuration: it belongs to the small
 * context that each service's balancer has.
 */
class BalancerConfiguration {
  @Bean
  ServiceInstanceListSupplier instances(ConfigurableApplicationContext context) {
    return ServiceInstanceListSupplier.builder()
        .withDiscoveryClient()
        .withCaching()
        .with((_, known) -> new Untried(known))
        .build(context);
  }

  /** Leaves out the instances to which a repeated request went before. */
  private static final class Untried extends DelegatingServiceInstanceListSupplier {
    Untried(ServiceInstanceListSupplier delegate) {
      super(delegate);
    }

    @Override
    public Flux<List<ServiceInstance>> get() {
      return delegate.get();
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Flux<List<ServiceInstance>> get(Request request) {
      return delegate.get(request).map(known -> TriedInstances.others(known, request));
    }
  }
}
