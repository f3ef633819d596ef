package dev.ecommercestack.order;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An instance of order in this process. */
record Instance(ConfigurableApplicationContext context) implements AutoCloseable {
  static Instance start(Surroundings surroundings, String... more) {
    List<String> arguments = new ArrayList<>(List.of(surroundings.arguments(more)));
    arguments.add("--server.port=0");
    return new Instance(
        SpringApplication.run(OrderApplication.class, arguments.toArray(String[]::new)));
  }

  URI uri() {
    return URI.create(
        "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  URI management() {
    return URI.create(
        "http://localhost:"
            + context.getEnvironment().getRequiredProperty("local.management.port"));
  }

  @Override
  public void close() {
    context.close();
  }
}
