package dev.ecommercestack.contracts.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.topology.PostgreSqlTopology.Database;
import dev.ecommercestack.contracts.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The connection pools of the services are as large as {@code topology.yaml} says. */
class ConnectionPoolsTest {
  private static final Path SERVICES = Path.of("..", "services");
  private static final Path DEFAULTS =
      SERVICES.resolve("platform/web/src/main/resources/service-defaults.yaml");
  private static final String POOL_SIZE = "/spring/datasource/hikari/maximum-pool-size";
  private static final Pattern OWN_CONNECTIONS =
      Pattern.compile("new HikariConfig\\(|DriverManager\\.|SingleConnectionDataSource");

  @TestFactory
  Stream<DynamicTest> poolsOfAPodAreItsConnections() {
    return Topology.load().postgresql().databases().stream()
        .map(
            database ->
                DynamicTest.dynamicTest(
                    database.service(),
                    () -> assertThat(poolSizes(database)).isEqualTo(database.connectionsPerPod())));
  }

  /** A pool beside that of Spring Boot has to be counted here first. */
  @Test
  void onlySearchesOfProductHaveAPoolOfTheirOwn() throws IOException {
    try (Stream<Path> files = Files.walk(SERVICES)) {
      List<String> found =
          files
              .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
              .filter(file -> file.toString().endsWith(".java"))
              .filter(ConnectionPoolsTest::opensConnections)
              .map(file -> file.getFileName().toString())
              .toList();
      assertThat(found).containsExactly("SearchConnectionPool.java");
    }
  }

  private static int poolSizes(Database database) throws IOException {
    JsonNode own =
        yaml(SERVICES.resolve(database.service()).resolve("src/main/resources/application.yaml"));
    JsonNode pool = own.at(POOL_SIZE);
    return (pool.isMissingNode() ? yaml(DEFAULTS).at(POOL_SIZE) : pool).asInt()
        + own.at("/product/search/connections").asInt(0);
  }

  private static JsonNode yaml(Path file) throws IOException {
    return YAMLMapper.builder().build().readTree(Files.readString(file));
  }

  private static boolean opensConnections(Path file) {
    try {
      return OWN_CONNECTIONS.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
