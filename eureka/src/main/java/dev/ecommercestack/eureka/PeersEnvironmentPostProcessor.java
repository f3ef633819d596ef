package dev.ecommercestack.eureka;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets the Eureka properties of this pod from the list of URLs that all pods share: the pod removes
 * its own URL from the list. A pod whose URL is not in the list uses the whole list as its peers.
 */
public final class PeersEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {
  private static final String URLS_PROPERTY = "eureka.client.service-url.defaultzone";
  private static final String HOSTNAME_PROPERTY = "eureka.self";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Binder binder = Binder.get(environment);
    String urls = binder.bind(URLS_PROPERTY, String.class).orElse("");
    String hostname = binder.bind(HOSTNAME_PROPERTY, String.class).orElse("localhost");
    Peers.find(urls, hostname)
        .ifPresent(
            peers ->
                environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("peers", peers.properties())));
  }

  @Override
  public int getOrder() {
    // Runs after the processor that reads configuration files.
    return Ordered.LOWEST_PRECEDENCE;
  }
}
