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
 * What the services exchange and where they keep it.
 *
 * @param services the names of all services of a stack
 * @param kafka the topics that carry facts
 * @param rabbitmq the queues that carry jobs and results
 * @param postgresql the databases
 * @param redis the users of the cache
 */
public record Topology(
    List<String> services,
    KafkaTopology kafka,
    RabbitMqTopology rabbitmq,
    PostgreSqlTopology postgresql,
    RedisTopology redis) {

  private static final String RESOURCE = "/dev/ecommercestack/contracts/topology.yaml";

  /** Keeps what was read, with nothing left unset. */
  public Topology {
    services = Require.listOf(services);
    Require.present(kafka, "The section kafka is missing.");
    Require.present(rabbitmq, "The section rabbitmq is missing.");
    Require.present(postgresql, "The section postgresql is missing.");
    Require.present(redis, "The section redis is missing.");
  }

  /** Returns the topology of this version. */
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

  /**
   * Reads and checks a topology.
   *
   * @param yaml the text of a {@code topology.yaml}
   * @throws ContractException with one sentence per problem
   */
  public static Topology parse(String yaml) {
    Topology topology = Yaml.read(yaml, Topology.class, "topology.yaml");
    List<String> problems = TopologyProblems.of(topology);
    if (!problems.isEmpty()) {
      throw new ContractException(problems);
    }
    return topology;
  }
}
