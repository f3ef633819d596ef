package dev.ecommercestack.gateway.route;

import dev.ecommercestack.platform.balancing.InstanceOutcomes;
import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.loadbalancer.core.DelegatingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Flux;

/**
 * Chooses the instance of a service that gets a request. This class has no {@code @Configuration}:
 * Spring Cloud LoadBalancer loads it into the child context that it makes for each service.
 */
class LoadBalancerConfiguration {
  @Bean
  ServiceInstanceListSupplier instances(
      ConfigurableApplicationContext context, InstanceOutcomes outcomes) {
    return ServiceInstanceListSupplier.builder()
        .withDiscoveryClient()
        .withCaching()
        .with((_, discovered) -> outcomes.without(new UntriedInstanceSupplier(discovered)))
        .build(context);
  }

  /** Leaves out the instances that a retried request was sent to before. */
  private static final class UntriedInstanceSupplier extends DelegatingServiceInstanceListSupplier {
    UntriedInstanceSupplier(ServiceInstanceListSupplier delegate) {
      super(delegate);
    }

    @Override
    public Flux<List<ServiceInstance>> get() {
      return delegate.get();
    }

    @Override
    @SuppressWarnings("rawtypes") // The interface declares the raw type.
    public Flux<List<ServiceInstance>> get(Request request) {
      return delegate.get(request).map(instances -> TriedInstances.untried(instances, request));
    }
  }
}
