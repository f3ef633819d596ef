package dev.ecommercestack.gateway.shutdown;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.cloud.netflix.eureka.serviceregistry.EurekaRegistration;
import org.springframework.cloud.netflix.eureka.serviceregistry.EurekaServiceRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The first thing that stops: says to Kubernetes and to the registry that this instance leaves. */
@Component
final class Farewell implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Farewell.class);

  private final ApplicationContext context;
  private final ObjectProvider<EurekaServiceRegistry> registries;
  private final ObjectProvider<EurekaRegistration> registrations;
  private volatile boolean running;

  Farewell(
      ApplicationContext context,
      ObjectProvider<EurekaServiceRegistry> registries,
      ObjectProvider<EurekaRegistration> registrations) {
    this.context = context;
    this.registries = registries;
    this.registrations = registrations;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    log.info("Leaving: readiness and registry are told");
    AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    try {
      registries.ifAvailable(registry -> registrations.ifAvailable(registry::deregister));
    } catch (RuntimeException e) {
      log.warn("The registry was not told that this instance leaves: {}", e.getMessage());
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
