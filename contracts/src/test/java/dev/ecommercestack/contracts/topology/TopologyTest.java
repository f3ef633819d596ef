package dev.ecommercestack.contracts.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.contracts.ContractException;
import dev.ecommercestack.contracts.topology.KafkaTopology.ScalingGroup;
import dev.ecommercestack.contracts.topology.Topic.Partitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class TopologyTest {
  @Test
  void theShippedTopologyIsTheFileThatPeopleRead() throws IOException {
    assertThat(Topology.load())
        .isEqualTo(Topology.parse(Files.readString(Path.of("topology.yaml"))));
  }

  @Test
  void namesWhatTheArchitecturePromises() {
    Topology topology = Topology.load();
    assertThat(topology.kafka().topics())
        .extracting(Topic::name)
        .containsExactly(
            "coupon.claims.v1",
            "coupon.events.v1",
            "order.events.v1",
            "product.events.v1",
            "promotion.events.v1");
    assertThat(topology.rabbitmq().queues())
        .extracting(RabbitMqTopology.JobQueue::name)
        .contains("jobs.payment", "jobs.notification", "jobs.catalog-import", "jobs.report")
        .contains("results.order", "results.product");
    assertThat(topology.postgresql().databases())
        .extracting(PostgreSqlTopology.Database::name)
        .containsExactlyInAnyOrder("product", "event", "order", "user", "worker");
  }

  @Test
  void onlyClaimsFollowTheStacksPartitions() {
    for (Topic topic : Topology.load().kafka().topics()) {
      Partitions partitions = topic.partitions();
      int expected = topic.name().equals("coupon.claims.v1") ? 24 : partitions.defaultCount();
      assertThat(partitions.count(24)).as(topic.name()).isEqualTo(expected);
    }
  }

  @Test
  void claimsOutliveAYear() {
    Topic claims = Topology.load().kafka().topics().getFirst();
    assertThat(claims.retention()).isGreaterThan(Duration.ofDays(365));
  }

  @Test
  void claimsScaleEventAndJobsScaleTheWorkerAndNothingElseScales() {
    Topology topology = Topology.load();
    for (String service : topology.services()) {
      assertThat(topology.kafka().scalingGroups(service))
          .as(service)
          .isEqualTo(
              service.equals("event")
                  ? List.of(new ScalingGroup("coupon.claims.v1", "event.issuer"))
                  : List.of());
      assertThat(topology.rabbitmq().scalingQueues(service))
          .as(service)
          .isEqualTo(
              service.equals("worker")
                  ? List.of(
                      "jobs.payment", "jobs.notification", "jobs.catalog-import", "jobs.report")
                  : List.of());
    }
  }

  /** Each row changes the shipped text once and expects one sentence. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          producers: [order]\\n      consumers:\\n        - {service: event | producers: [ordr]\\n      consumers:\\n        - {service: event | Topic order.events.v1 names the unknown producer ordr: it must be one of eureka, gateway, user, product, event, order, worker.
          {service: event, group: event.orders} | {service: events, group: events.orders} | Topic order.events.v1 names the unknown consumer events: it must be one of
          name: product.events.v1 | name: order.events.v1 | The topic order.events.v1 is there twice: remove one.
          name: product.events.v1 | name: product.events | Topic product.events has no version: end its name in .v1, .v2 and so on.
          deadLetter: {topic: coupon.claims.v1.DLT, partitions: 1, retention: P400D} | # gone | Topic coupon.claims.v1 has no dead-letter topic: add deadLetter: {topic: coupon.claims.v1.DLT}.
          topic: order.events.v1.DLT | topic: orders.DLT | Topic order.events.v1 has the dead-letter topic orders.DLT, but it must be called order.events.v1.DLT.
          {default: 12, min: 1, follows: event.partitions} | {default: 2, min: 3} | Topic coupon.claims.v1 has a default of 2 partitions, less than its min of 3.
          follows: event.partitions | follows: event.replicas | Topic coupon.claims.v1 follows event.replicas, but only event.partitions is known.
          group: event.orders | group: orders | but a service's groups begin with its name: event.<what for>.
          group: product.cache, perInstance: true | group: product.cache, perInstance: true, scales: true | Topic product.events.v1 cannot scale product by group product.cache: every instance reads all records (perInstance), so more pods do not reduce the lag.
          consumers: [worker]\\n      scales: true | consumers: [worker, order]\\n      scales: true | Queue jobs.payment scales its consumer, so it must have exactly one: [worker, order].
          group: event.issuer | group: event.orders | The consumer group event.orders is there twice: remove one.
          deadLetterExchange: dead-letter | deadLetterExchange: nowhere | The deadLetterExchange nowhere is not one of the exchanges: add it there.
          exchange: jobs\\n      routingKey: report | exchange: work\\n      routingKey: report | Queue jobs.report is bound to the unknown exchange work.
          routingKey: report | routingKey: payment | The binding jobs/payment is there twice: remove one.
          parkingLot: parking.jobs.report | parkingLot: jobs.payment | The queue jobs.payment is there twice: remove one.
          parkingLot: parking.jobs.report | parkingLot: lot.jobs.report | Queue jobs.report has the parking lot lot.jobs.report: it must be called parking.jobs.report.
          name: jobs.report | name: reports | Queue reports must be called jobs.report.
          {name: dead-letter, type: direct} | {name: dead.letter, type: direct} | Exchange dead.letter has a dot in its name, but a queue's name is <exchange>.<routing key>.
          parkingLot: parking.jobs.report | # gone | Queue jobs.report has no parkingLot.
          deliveryLimit: 10 | deliveryLimit: 0 | Queue jobs.payment needs a deliveryLimit of at least 1.
          {name: jobs, type: topic} | {name: jobs, type: headers} | Exchange jobs must be of type topic or direct.
          {name: order, service: order, | {name: event, service: order, | The database event is there twice: remove one.
          {name: order, service: order, | {name: order, service: event, | The database owner event is there twice: remove one.
          service: worker, connectionsPerPod: 10 | service: worker, connectionsPerPod: 0 | Database worker needs connectionsPerPod of at least 1.
          service: worker, connectionsPerPod: 10 | service: worker | connectionsPerPod is missing.
          keyPrefixes: ["event:"] | keyPrefixes: ["*"] | The redis user event has the key prefix '*', which must end in a colon or a dot.
          keyPrefixes: ["event:"] | keyPrefixes: ["product:"] | The redis key prefix product: is there twice: remove one.
          retention: P400D\\n      cleanupPolicy | retention: soon\\n      cleanupPolicy | topology.yaml:
          cleanupPolicy: delete | cleanupPolice: delete | Topic coupon.claims.v1 does not say its cleanupPolicy.
          {caller: order, service: user} | {caller: orders, service: user} | The call of orders to user names the unknown caller orders: it must be one of eureka, gateway,
          {caller: order, service: user} | {caller: order, service: users} | The call of order to users names the unknown service users: it must be one of eureka, gateway,
          {caller: order, service: user} | {caller: order, service: order} | The call of order to order is a call of a service to itself.
          {caller: order, service: user} | {caller: worker, service: user} | The call of worker to user is there twice: remove one.
          {caller: order, service: user} | {caller: order} | A call of order does not say its service.
          - /internal/quotes | - /api/v1/quotes | The call of order to event has the path /api/v1/quotes, but its internalPaths look like /internal/orders/{id}/items.
          - /internal/quotes | - /internal/** | The call of order to event has the path /internal/**, but its internalPaths look like
          calls:\\n | calling:\\n | The section calls is missing.
          services: [eureka | services: [operator, eureka | The service operator has the name of the user of the Kubernetes operator: choose another.
          services: [eureka | servants: [eureka | topology.yaml: Unrecognized property "servants"
          """)
  void refusesWithASentence(String text, String replacement, String sentence) throws IOException {
    String yaml = Files.readString(Path.of("topology.yaml"));
    String old = text.replace("\\n", "\n");
    assertThat(yaml).contains(old);
    int at = yaml.indexOf(old);
    String changed =
        yaml.substring(0, at)
            + replacement.replace("\\n", "\n")
            + yaml.substring(at + old.length());
    assertThatThrownBy(() -> Topology.parse(changed))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void saysThatAnEmptyFileIsEmpty() {
    assertThatThrownBy(() -> Topology.parse("")).isInstanceOf(ContractException.class);
  }
}
