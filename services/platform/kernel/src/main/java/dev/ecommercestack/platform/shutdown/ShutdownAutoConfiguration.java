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
 * Graceful shutdown on SIGTERM: the instance refuses traffic to Kubernetes and leaves the registry,
 * stops listening to brokers, serves on for a delay, finishes its requests, sends what the outbox
 * still has, and closes its connections.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(ShutdownProperties.class)
public class ShutdownAutoConfiguration {

  @Bean
  DeregistrationTime deregistrationTime() {
    return new DeregistrationTime();
  }

  @Bean
  DeregisterOnShutdown deregisterOnShutdown(
      DeregistrationTime deregistrationTime,
      ApplicationContext context,
      ObjectProvider<EurekaServiceRegistry> registries,
      ObjectProvider<EurekaRegistration> registrations) {
    return new DeregisterOnShutdown(
        context,
        () -> registries.ifAvailable(registry -> registrations.ifAvailable(registry::deregister)),
        deregistrationTime,
        Clock.systemUTC());
  }

  @Bean
  ShutdownDelay shutdownDelay(
      DeregistrationTime deregistrationTime, ShutdownProperties properties) {
    return new ShutdownDelay(deregistrationTime, properties.drain(), Clock.systemUTC());
  }
}
