package dev.ecommercestack.contracts.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.KafkaAcl.Operation;
import dev.ecommercestack.contracts.access.KafkaAcl.Resource;
import dev.ecommercestack.contracts.topology.RabbitMqTopology.JobQueue;
import dev.ecommercestack.contracts.topology.Topic;
import dev.ecommercestack.contracts.topology.Topology;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class AccessTest {
  private static final Topology TOPOLOGY = Topology.load();

  @Test
  void saysWhichServiceNeedsWhichCredential() {
    assertThat(RequiredBackings.of(TOPOLOGY))
        .containsEntry("eureka", new RequiredBackings(false, false, false, false))
        .containsEntry("gateway", new RequiredBackings(false, false, true, false))
        .containsEntry("user", new RequiredBackings(false, true, false, true))
        .containsEntry("product", new RequiredBackings(true, true, true, true))
        .containsEntry("event", new RequiredBackings(true, true, true, true))
        .containsEntry("order", new RequiredBackings(true, true, false, true))
        .containsEntry("worker", new RequiredBackings(false, true, false, true))
        .hasSize(7);
    assertThat(RequiredBackings.services(TOPOLOGY, Backing.KAFKA))
        .containsExactly("product", "event", "order");
  }

  @Test
  void orderWritesItsFactsAndReadsNone() {
    assertThat(KafkaAccess.of(TOPOLOGY, "order"))
        .containsExactly(
            new KafkaAcl(Resource.TOPIC, "order.events.v1", false, Operation.WRITE),
            new KafkaAcl(
                Resource.CLUSTER, KafkaAcl.CLUSTER_NAME, false, Operation.IDEMPOTENT_WRITE));
  }

  @Test
  void aConsumerParksAndReplaysWhatItCannotRead() {
    assertThat(KafkaAccess.of(TOPOLOGY, "event"))
        .contains(
            new KafkaAcl(Resource.TOPIC, "order.events.v1", false, Operation.READ),
            new KafkaAcl(Resource.TOPIC, "order.events.v1.DLT", false, Operation.WRITE),
            new KafkaAcl(Resource.TOPIC, "order.events.v1.DLT", false, Operation.READ),
            new KafkaAcl(Resource.GROUP, "event.", true, Operation.READ))
        .doesNotContain(new KafkaAcl(Resource.TOPIC, "order.events.v1", false, Operation.WRITE));
  }

  @Test
  void aServiceWithoutFactsHasNoAcl() {
    assertThat(KafkaAccess.of(TOPOLOGY, "worker")).isEmpty();
  }

  @Test
  void operatorDescribesWhatScalesAndNothingElse() {
    assertThat(KafkaAccess.of(TOPOLOGY, Topology.OPERATOR))
        .containsExactly(
            new KafkaAcl(Resource.TOPIC, "coupon.claims.v1", false, Operation.DESCRIBE),
            new KafkaAcl(Resource.GROUP, "event.issuer", false, Operation.DESCRIBE));
    assertThat(RabbitMqAccess.of(TOPOLOGY, Topology.OPERATOR))
        .contains(new RabbitMqAccess("management", "^$", "^$", "^$", new TreeMap<>()));
    assertThat(RequiredBackings.of(TOPOLOGY, Topology.OPERATOR))
        .isEqualTo(new RequiredBackings(true, true, false, false));
  }

  @Test
  void noServiceHasATag() {
    for (String service : TOPOLOGY.services()) {
      RabbitMqAccess.of(TOPOLOGY, service)
          .ifPresent(access -> assertThat(access.tag()).as(service).isEmpty());
    }
  }

  @Test
  void gatewayHasOnlyItsOwnKeys() {
    RedisAccess gateway = RedisAccess.of(TOPOLOGY, "gateway").orElseThrow();
    assertThat(gateway.keys()).containsExactly("~gateway:*", "~request_rate_limiter.*");
    assertThat(gateway.channels()).containsExactly("&gateway:*", "&request_rate_limiter.*");
    assertThat(gateway.rules()).startsWith("resetkeys", "~gateway:*").contains("-@dangerous");
  }

  @Test
  void productOwnsItsDatabase() {
    assertThat(PostgreSqlAccess.of(TOPOLOGY, "product"))
        .contains(new PostgreSqlAccess("product", List.of("pg_trgm")));
    assertThat(PostgreSqlAccess.of(TOPOLOGY, "gateway")).isEmpty();
  }

  @Property
  void rabbitMqPermissionsMatchWhatTheTopologySaysAndNothingElse(
      @ForAll("services") String service, @ForAll("queues") JobQueue queue) {
    RabbitMqAccess access =
        RabbitMqAccess.of(TOPOLOGY, service)
            .orElse(new RabbitMqAccess("", "^$", "^$", "^$", new TreeMap<>()));
    boolean consumes = queue.consumers().contains(service);
    boolean publishes = consumes || queue.producers().contains(service);
    assertThat(matches(access.configure(), queue.name())).isFalse();
    assertThat(matches(access.read(), queue.name())).isEqualTo(consumes);
    assertThat(matches(access.read(), queue.parkingLot())).isEqualTo(consumes);
    assertThat(matches(access.read(), queue.name() + "x")).isFalse();
    assertThat(matches(access.read(), queue.name().replace('.', 'x'))).isFalse();
    boolean mayPublish =
        matches(access.write(), queue.exchange())
            && matches(
                access.routingKeys().getOrDefault(queue.exchange(), "^$"), queue.routingKey());
    assertThat(mayPublish).isEqualTo(publishes);
    assertThat(matches(access.write(), TOPOLOGY.rabbitmq().deadLetterExchange())).isFalse();
  }

  @Property
  void onlyAProducerWritesATopic(
      @ForAll("services") String service, @ForAll("topics") Topic topic) {
    List<KafkaAcl> acls = KafkaAccess.of(TOPOLOGY, service);
    assertThat(acls.contains(new KafkaAcl(Resource.TOPIC, topic.name(), false, Operation.WRITE)))
        .isEqualTo(topic.producers().contains(service));
  }

  @Property
  void aGroupIsCoveredByItsServicesPrefixAndNobodyElses(
      @ForAll("services") String service, @ForAll("topics") Topic topic) {
    List<String> prefixes =
        KafkaAccess.of(TOPOLOGY, service).stream()
            .filter(acl -> acl.resource() == Resource.GROUP && acl.prefixed())
            .map(KafkaAcl::name)
            .toList();
    for (Topic.Consumer consumer : topic.consumers()) {
      assertThat(prefixes.stream().anyMatch(consumer.group()::startsWith))
          .isEqualTo(consumer.service().equals(service));
    }
  }

  @Provide
  Arbitrary<String> services() {
    return Arbitraries.of(TOPOLOGY.services());
  }

  @Provide
  Arbitrary<JobQueue> queues() {
    return Arbitraries.of(TOPOLOGY.rabbitmq().queues());
  }

  @Provide
  Arbitrary<Topic> topics() {
    return Arbitraries.of(TOPOLOGY.kafka().topics());
  }

  /** RabbitMQ searches, so only anchors make it match the whole name. */
  private static boolean matches(String expression, String name) {
    return Pattern.compile(expression).matcher(name).find();
  }
}
