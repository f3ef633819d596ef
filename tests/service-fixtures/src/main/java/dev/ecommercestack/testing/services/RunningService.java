package dev.ecommercestack.testing.services;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A service instance in this JVM, with access to its API, health and metrics.
 *
 * @param context the application context
 */
public record RunningService(ConfigurableApplicationContext context) implements AutoCloseable {
  /**
   * Starts an instance on free ports, without Eureka and without a delay at shutdown.
   *
   * @param arguments arguments as {@code --name=value}; the last of two with the same name wins
   */
  public static RunningService start(Class<?> application, List<String> arguments) {
    return new RunningService(
        SpringApplication.run(application, commandLine(arguments).toArray(String[]::new)));
  }

  /** Returns the command line of an instance, see {@link #start}. */
  public static List<String> commandLine(List<String> arguments) {
    Map<String, String> last = new LinkedHashMap<>();
    List.of(
            "--server.port=0",
            "--management.server.port=0",
            "--eureka.client.enabled=false",
            "--service.shutdown.drain=0s")
        .forEach(argument -> last.put(name(argument), argument));
    arguments.forEach(argument -> last.put(name(argument), argument));
    return List.copyOf(last.values());
  }

  private static String name(String argument) {
    return argument.substring(0, argument.indexOf('='));
  }

  /** Returns a bean of the application. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Returns the base URL of the API. */
  public URI uri() {
    return address("local.server.port");
  }

  /** Returns the base URL of the management endpoints. */
  public URI management() {
    return address("local.management.port");
  }

  private URI address(String portProperty) {
    return URI.create(
        "http://localhost:" + context.getEnvironment().getRequiredProperty(portProperty));
  }

  /** Sends a request, see {@link Http#send}. */
  public Answer send(
      String method,
      String path,
      @Nullable Object body,
      @Nullable String token,
      String... headers) {
    return Http.send(method, URI.create(uri() + path), body, token, headers);
  }

  /** Returns all metrics in the Prometheus format. */
  public String metrics() {
    return Http.text(management().resolve("/actuator/prometheus"));
  }

  /** Returns the sum of the samples whose line begins with a text and contains all labels. */
  public double metric(String beginning, String... labels) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Returns the HTTP status of a group of health checks. */
  public int health(String group) {
    return Http.send("GET", management().resolve("/actuator/health/" + group), null, null).status();
  }

  /** Stops the instance as SIGTERM does. */
  @Override
  public void close() {
    context.close();
  }
}
