package dev.ecommercestack.eureka;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets every pod get the same list of peers: each takes itself out. A pod that is not in the list
 * treats all of it as others.
 */
public final class PeersFromEnvironment implements EnvironmentPostProcessor, Ordered {
  private static final String LIST = "eureka.client.service-url.defaultzone";
  private static final String SELF = "eureka.self";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Binder binder = Binder.get(environment);
    String list = binder.bind(LIST, String.class).orElse("");
    String self = binder.bind(SELF, String.class).orElse("localhost");
    Peers.in(list, self)
        .ifPresent(
            peers ->
                environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("peers", peers.properties())));
  }

  @Override
  public int getOrder() {
    // After configuration files and environment variables have been read.
    return Ordered.LOWEST_PRECEDENCE;
  }
}
