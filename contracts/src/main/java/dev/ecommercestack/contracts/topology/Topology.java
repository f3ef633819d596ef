package dev.ecommercestack.contracts.topology;

import dev.ecommercestack.contracts.ContractException;
import dev.ecommercestack.contracts.Require;
import dev.ecommercestack.contracts.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The calls, topics, queues, databases and cache users of the services, as {@code topology.yaml}
 * has them.
 *
 * @param services the names of all services of a stack
 * @param calls who may call whom by HTTP, at most one for each pair of services
 * @param kafka the Kafka topics
 * @param rabbitmq the RabbitMQ exchanges and queues
 * @param postgresql the PostgreSQL databases
 * @param redis the Redis users
 */
public record Topology(
    List<String> services,
    List<HttpCall> calls,
    KafkaTopology kafka,
    RabbitMqTopology rabbitmq,
    PostgreSqlTopology postgresql,
    RedisTopology redis) {

  /** The name of the user with which the Kubernetes operator reads backlogs; it is no service. */
  public static final String OPERATOR = "operator";

  private static final String RESOURCE = "/dev/ecommercestack/contracts/topology.yaml";

  /** Checks that all sections are there. */
  public Topology {
    services = Require.listOf(services);
    calls = List.copyOf(Require.present(calls, "The section calls is missing."));
    Require.present(kafka, "The section kafka is missing.");
    Require.present(rabbitmq, "The section rabbitmq is missing.");
    Require.present(postgresql, "The section postgresql is missing.");
    Require.present(redis, "The section redis is missing.");
  }

  /** Returns the topology that is packaged with this version. */
  public static Topology load() {
    try (InputStream in = Topology.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("The class path has no " + RESOURCE + ".");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the names of the services that may call a service, in the order of the topology. */
  public List<String> callersOf(String service) {
    return calls.stream()
        .filter(call -> call.service().equals(service))
        .map(HttpCall::caller)
        .toList();
  }

  /**
   * Returns the path patterns below {@code /internal} of a service that a caller may use with a
   * service token; empty when it may use none.
   *
   * @param caller the name of the service that calls
   * @param service the name of the service that is called
   */
  public List<String> internalPaths(String caller, String service) {
    return calls.stream()
        .filter(call -> call.caller().equals(caller) && call.service().equals(service))
        .flatMap(call -> call.internalPaths().stream())
        .toList();
  }

  /**
   * Parses and validates a topology.
   *
   * @param yaml the text of a {@code topology.yaml}
   * @throws ContractException with one sentence per problem
   */
  public static Topology parse(String yaml) {
    Topology topology = Yaml.read(yaml, Topology.class, "topology.yaml");
    List<String> problems = TopologyValidator.validate(topology);
    if (!problems.isEmpty()) {
      throw new ContractException(problems);
    }
    return topology;
  }
}
