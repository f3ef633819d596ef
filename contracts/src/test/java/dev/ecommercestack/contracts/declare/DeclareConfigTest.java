package dev.ecommercestack.contracts.declare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.contracts.ContractException;
import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.declare.DeclareConfig.Kafka;
import dev.ecommercestack.contracts.declare.DeclareConfig.PostgreSql;
import dev.ecommercestack.contracts.declare.DeclareConfig.RabbitMq;
import dev.ecommercestack.contracts.declare.DeclareConfig.Redis;
import dev.ecommercestack.contracts.declare.DeclareConfig.SaslMechanism;
import dev.ecommercestack.contracts.declare.DeclareConfig.SecurityProtocol;
import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class DeclareConfigTest {
  private static final String FULL =
      """
      stack: shop
      deadlineSeconds: 600
      kafka:
        bootstrapServers: shop-kafka:9092
        securityProtocol: SASL_PLAINTEXT
        saslMechanism: SCRAM-SHA-512
        replicationFactor: 3
        minInsyncReplicas: 2
        eventPartitions: 12
        manageUsers: true
      rabbitmq:
        managementUrl: http://shop-rabbitmq:15672
        vhost: ecommerce
      postgresql:
        host: db.example.com
        port: 5432
        database: postgres
        sslMode: verify-full
        caFile: /etc/ca/postgresql/ca.crt
        maxReplicas:
          event: 12
          worker: 20
      redis:
        host: shop-redis
        port: 6379
        tls: false
        manageUsers: false
      """;

  @Test
  void readsAndWritesTheSameText() {
    assertThat(DeclareConfig.parse(FULL).toYaml()).isEqualToIgnoringWhitespace(FULL);
  }

  @Test
  void aSectionMayBeAbsent() {
    DeclareConfig config =
        DeclareConfig.parse(
            """
            stack: shop
            redis: {host: redis, port: 6379, tls: true, manageUsers: true}
            """);
    assertThat(config.kafka()).isNull();
    assertThat(config.redis()).isEqualTo(new Redis("redis", 6379, true, true, null));
    assertThat(config.deadlineSeconds()).isEqualTo(DeclareConfig.DEFAULT_DEADLINE_SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stack: shop | | stack is missing: give the stack's name.
          bootstrapServers: shop-kafka:9092 | | kafka.bootstrapServers is missing: give host:port.
          minInsyncReplicas: 2 | minInsyncReplicas: 4 | kafka.minInsyncReplicas must be between 1 and kafka.replicationFactor.
          eventPartitions: 12 | eventPartitions: 0 | kafka.eventPartitions must be at least 1.
          saslMechanism: SCRAM-SHA-512 | saslMechanism: GSSAPI | kafka.saslMechanism
          managementUrl: http://shop-rabbitmq:15672 | managementUrl: shop-rabbitmq:15672 | rabbitmq.managementUrl must begin with http:// or https://.
          port: 5432 | port: 70000 | postgresql.port must be between 1 and 65535.
          manageUsers: true | | declare.yaml: kafka.manageUsers is missing.
          deadlineSeconds: 600 | deadline: 600 | declare.yaml: Unrecognized property "deadline"
          deadlineSeconds: 600 | password: hunter2 | declare.yaml: Unrecognized property "password"
          """)
  void refusesWithASentence(String text, @Nullable String replacement, String sentence) {
    String changed = FULL.replace(text, replacement == null ? "" : replacement);
    assertThatThrownBy(() -> DeclareConfig.parse(changed))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesToDeclareNothing() {
    assertThatThrownBy(() -> DeclareConfig.parse("stack: shop"))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("There is nothing to declare");
  }

  @Test
  void namesFilesAsTheOperatorNamesKeys() {
    assertThat(CredentialFiles.adminDirectory(Backing.RABBITMQ)).isEqualTo("rabbitmq-admin");
    assertThat(CredentialFiles.username(Backing.POSTGRESQL)).isEqualTo("postgresql-username");
    assertThat(CredentialFiles.password(Backing.KAFKA)).isEqualTo("kafka-password");
  }

  @Property(tries = 200)
  void everyConfigSurvivesTheRoundTrip(@ForAll("configs") DeclareConfig config) {
    assertThat(DeclareConfig.parse(config.toYaml())).isEqualTo(config);
  }

  @Provide
  Arbitrary<DeclareConfig> configs() {
    Arbitrary<String> words =
        Arbitraries.of(
            "shop", "yes", "null", "0123", "1.50", "a: b", "- x", "~", "#1", "'q'", "상점");
    Arbitrary<@Nullable String> files = Arbitraries.of("/etc/ca/ca.crt", "C: \\x").injectNull(0.5);
    Arbitrary<Integer> ports = Arbitraries.integers().between(1, 65_535);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<Kafka> kafka =
        Combinators.combine(
                words,
                Arbitraries.of(SecurityProtocol.class),
                Arbitraries.of(SaslMechanism.class),
                Arbitraries.integers().between(1, 5),
                flags,
                files)
            .as(
                (servers, protocol, mechanism, replicas, users, file) -> {
                  boolean manage = users && mechanism == SaslMechanism.SCRAM_SHA_512;
                  return new Kafka(
                      servers, protocol, mechanism, replicas, 1, replicas, manage, file);
                });
    Arbitrary<RabbitMq> rabbitmq =
        Combinators.combine(ports, words.injectNull(0.3), files)
            .as((port, vhost, file) -> new RabbitMq(URI.create("https://mq:" + port), vhost, file));
    Arbitrary<PostgreSql> postgresql =
        Combinators.combine(
                words,
                ports,
                words,
                files,
                Arbitraries.maps(words, Arbitraries.integers().between(1, 200))
                    .ofMaxSize(3)
                    .injectNull(0.5))
            .as(
                (host, port, name, file, pods) ->
                    new PostgreSql(host, port, name, "require", file, pods));
    Arbitrary<Redis> redis = Combinators.combine(words, ports, flags, flags, files).as(Redis::new);
    return Combinators.combine(
            words, ports, kafka.injectNull(0.2), rabbitmq.injectNull(0.2), postgresql, redis)
        .as(DeclareConfig::new);
  }
}
