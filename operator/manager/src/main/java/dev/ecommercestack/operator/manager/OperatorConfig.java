package dev.ecommercestack.operator.manager;

import dev.ecommercestack.operator.api.v1alpha1.Durations;
import dev.ecommercestack.operator.manager.observe.JobSchedule;
import dev.ecommercestack.operator.manager.plan.stack.ApiServerAddresses;
import dev.ecommercestack.operator.manager.plan.stack.ImageCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;

/**
 * Settings of the operator, from environment variables.
 *
 * @param watchNamespaces WATCH_NAMESPACES, comma separated: the namespaces whose stacks are
 *     reconciled; empty means all
 * @param namespace POD_NAMESPACE: the namespace of the operator and of its Lease, default
 *     ecommerce-stack-system
 * @param leaderElection LEADER_ELECTION: whether only one operator at a time reconciles, default
 *     true
 * @param instance HOSTNAME: the name of this operator's pod, for the Lease and for Events
 * @param httpPort HTTP_PORT: the TCP port of health and metrics, default 8080
 * @param reconcileThreads RECONCILE_THREADS: number of stacks that are reconciled at the same time,
 *     default 4
 * @param progressDeadline PROGRESS_DEADLINE: how long a changed component may take to become
 *     healthy before the stack counts as degraded, default 10m
 * @param jobSchedule JOB_RETRY_AFTER: how long after a Job gave up it is run again, default 2m;
 *     DECLARE_INTERVAL: how long after topics, queues, users and databases were declared they are
 *     declared again, 1m or more, default 24h
 * @param resyncInterval RESYNC_INTERVAL: how long after its last reconciliation a stack is
 *     reconciled again without an event, default 5m; also how long a change of a user's Secret may
 *     go unnoticed, because those are not watched
 * @param apiServer API_SERVER_NETWORKS, comma separated, default any address, and API_SERVER_PORTS,
 *     default 443,6443: where services may connect to the API server, as far as NetworkPolicies are
 *     enforced; both as pods see them
 * @param images which image each component has: RELATED_IMAGE_KAFKA and so on
 */
public record OperatorConfig(
    Set<String> watchNamespaces,
    String namespace,
    boolean leaderElection,
    String instance,
    int httpPort,
    int reconcileThreads,
    Duration progressDeadline,
    JobSchedule jobSchedule,
    Duration resyncInterval,
    ApiServerAddresses apiServer,
    ImageCatalog images) {

  public OperatorConfig {
    watchNamespaces = Set.copyOf(watchNamespaces);
  }

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException if one is malformed; the message names it and says what is
   *     expected
   */
  public static OperatorConfig from(Map<String, String> environment) {
    return new OperatorConfig(
        Set.copyOf(list(environment.getOrDefault("WATCH_NAMESPACES", ""))),
        environment.getOrDefault("POD_NAMESPACE", "ecommerce-stack-system"),
        parse(environment, "LEADER_ELECTION", "true", "true or false", OperatorConfig::trueOrFalse),
        environment.getOrDefault("HOSTNAME", "operator"),
        parse(environment, "HTTP_PORT", "8080", "a port number", OperatorConfig::port),
        parse(
            environment,
            "RECONCILE_THREADS",
            "4",
            "a number from 1 to 64",
            OperatorConfig::threads),
        parse(environment, "PROGRESS_DEADLINE", "10m", "a duration such as 10m", Durations::parse),
        jobs(environment),
        parse(environment, "RESYNC_INTERVAL", "5m", "a duration such as 5m", Durations::parse),
        apiServer(environment),
        ImageCatalog.fromEnvironment(version(), environment));
  }

  /** Returns the version of the operator. Stacks without {@code spec.version} have it too. */
  static String version() {
    var properties = new Properties();
    try (var in = OperatorConfig.class.getResourceAsStream("operator.properties")) {
      if (in == null) {
        throw new IllegalStateException("operator.properties is missing: the jar is broken");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static JobSchedule jobs(Map<String, String> environment) {
    return new JobSchedule(
        parse(environment, "JOB_RETRY_AFTER", "2m", "a duration such as 2m", Durations::parse),
        parse(
            environment,
            "DECLARE_INTERVAL",
            "24h",
            "a duration of at least 1m such as 24h",
            OperatorConfig::minuteOrMore));
  }

  private static Duration minuteOrMore(String text) {
    var duration = Durations.parse(text);
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(text + " is too short");
    }
    return duration;
  }

  private static ApiServerAddresses apiServer(Map<String, String> environment) {
    return new ApiServerAddresses(
        parse(
            environment,
            "API_SERVER_NETWORKS",
            "",
            "networks separated by commas such as 10.0.0.0/16",
            OperatorConfig::networks),
        parse(
            environment,
            "API_SERVER_PORTS",
            "443,6443",
            "port numbers separated by commas",
            text -> list(text).stream().map(OperatorConfig::port).toList()));
  }

  private static List<String> networks(String text) {
    var networks = list(text);
    if (!networks.stream().allMatch(network -> network.matches("[0-9a-fA-F.:]+/[0-9]{1,3}"))) {
      throw new IllegalArgumentException(text + " has something else than networks");
    }
    return networks;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private static <T> T parse(
      Map<String, String> environment,
      String name,
      String byDefault,
      String expected,
      Function<String, T> parser) {
    var text = environment.getOrDefault(name, byDefault);
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "%s is \"%s\" but must be %s".formatted(name, text, expected), e);
    }
  }

  private static int port(String text) {
    return within(Integer.parseInt(text), 0, 65_535);
  }

  private static int threads(String text) {
    return within(Integer.parseInt(text), 1, 64);
  }

  private static int within(int number, int min, int max) {
    if (number < min || number > max) {
      throw new IllegalArgumentException(number + " is out of range");
    }
    return number;
  }

  private static boolean trueOrFalse(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
