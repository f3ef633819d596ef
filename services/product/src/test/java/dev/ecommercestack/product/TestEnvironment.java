package dev.ecommercestack.product;

import dev.ecommercestack.testing.brokers.KafkaServer;
import dev.ecommercestack.testing.brokers.PostgreSqlServer;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import dev.ecommercestack.testing.brokers.RedisServer;
import dev.ecommercestack.testing.services.Broker;
import dev.ecommercestack.testing.services.DeclaredStack;
import dev.ecommercestack.testing.tokens.Issuer;
import dev.ecommercestack.testing.tokens.IssuerServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** PostgreSQL, Kafka, RabbitMQ and Redis with the stack's topology, and an issuer of tokens. */
final class TestEnvironment {
  private final DeclaredStack stack =
      DeclaredStack.on(
          new DeclaredStack.Servers(
              KafkaServer.shared(),
              RabbitMqServer.shared(),
              PostgreSqlServer.shared(),
              RedisServer.shared()));
  private final IssuerServer user = IssuerServer.start("product");

  /** Returns the one that all tests share. */
  static TestEnvironment shared() {
    return Shared.INSTALLATION;
  }

  Issuer issuer() {
    return user.issuer();
  }

  /** Returns what an instance of the service is started with. */
  List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--service.stack=" + DeclaredStack.NAME,
                "--CREDENTIALS_DIR=" + stack.credentials("product"),
                "--ISSUER_URL=" + user.uri(),
                "--spring.datasource.url=" + PostgreSqlServer.shared().jdbcUrl("product"),
                "--spring.kafka.bootstrap-servers=" + KafkaServer.shared().bootstrapServers(),
                "--spring.kafka.security.protocol=SASL_PLAINTEXT",
                "--spring.data.redis.host=" + RedisServer.shared().host(),
                "--spring.data.redis.port=" + RedisServer.shared().port()));
    arguments.addAll(List.of(Broker.on(RabbitMqServer.shared()).arguments()));
    return arguments;
  }

  /** Returns the service's database, as somebody who looks behind its back. */
  JdbcClient database() {
    return JdbcClient.create(dataSource());
  }

  /** Returns the same as connections, each of them new. */
  DataSource dataSource() {
    return new DriverManagerDataSource(
        PostgreSqlServer.shared().jdbcUrl("product"), "product", DeclaredStack.password("product"));
  }

  /** Returns what a consumer of a service connects with. */
  Map<String, Object> kafkaAs(String service) {
    return new HashMap<>(
        KafkaServer.shared().clientProperties(service, DeclaredStack.password(service)));
  }

  private static final class Shared {
    static final TestEnvironment INSTALLATION = new TestEnvironment();
  }
}
