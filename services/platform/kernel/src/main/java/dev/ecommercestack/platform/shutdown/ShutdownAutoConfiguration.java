package dev.ecommercestack.platform.shutdown;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.netflix.eureka.serviceregistry.EurekaRegistration;
import org.springframework.cloud.netflix.eureka.serviceregistry.EurekaServiceRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * How a service leaves on SIGTERM: it tells Kubernetes and the registry, stops listening to
 * brokers, serves on for the drain, finishes its requests, sends what the outbox still has, and
 * closes its connections.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(ShutdownProperties.class)
public class ShutdownAutoConfiguration {

  @Bean
  Departure departure() {
    return new Departure();
  }

  @Bean
  Farewell farewell(
      Departure departure,
      ApplicationContext context,
      ObjectProvider<EurekaServiceRegistry> registries,
      ObjectProvider<EurekaRegistration> registrations) {
    return new Farewell(
        context,
        () -> registries.ifAvailable(registry -> registrations.ifAvailable(registry::deregister)),
        departure,
        Clock.systemUTC());
  }

  @Bean
  Drain drain(Departure departure, ShutdownProperties properties) {
    return new Drain(departure, properties.drain(), Clock.systemUTC());
  }
}
