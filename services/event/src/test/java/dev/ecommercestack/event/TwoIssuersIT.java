package dev.ecommercestack.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.ServiceInstance.Caller;
import dev.ecommercestack.event.harness.TestEnvironment;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Claims flow while instances come, go and lose their database connections. */
class TwoIssuersIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final TestEnvironment environment = TestEnvironment.shared();

  @Test
  void winnersFollowOffsetsWhileIssuersRestart() throws Exception {
    AtomicBoolean claiming = new AtomicBoolean(true);
    try (ServiceInstance first = environment.start()) {
      List<String> campaigns =
          List.of(first.campaign(40), first.campaign(60), first.campaign(1000));
      AtomicReference<ServiceInstance> door = new AtomicReference<>(first);
      List<Caller> customers = Stream.generate(first::customer).limit(150).toList();
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        for (int i = 0; i < 4; i++) {
          threads.submit(() -> claimUntil(claiming, door, customers, campaigns));
        }
        awaitProgress(campaigns, 20);
        control(first, campaigns.getLast(), "pause");
        cutConnections();
        ServiceInstance second = environment.start();
        try {
          awaitQueues(first, second);
          cutConnections();
          control(second, campaigns.getLast(), "resume");
          awaitProgress(campaigns, 60);
          door.set(second);
          first.close();
          awaitProgress(campaigns, 120);
          await().atMost(PATIENCE).until(() -> queues(second) == 3);
          control(second, campaigns.getLast(), "end");
          claiming.set(false);
          threads.shutdown();
          assertThat(threads.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
          for (String campaign : campaigns) {
            checkAgainstTheQueue(campaign);
          }
        } finally {
          claiming.set(false);
          second.close();
        }
      } finally {
        claiming.set(false);
      }
    }
  }

  /** Users click more than once, on whatever instance there is. */
  private static void claimUntil(
      AtomicBoolean claiming,
      AtomicReference<ServiceInstance> door,
      List<Caller> customers,
      List<String> campaigns) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (claiming.get()) {
      Caller customer = customers.get(random.nextInt(customers.size())).at(door.get());
      String campaign = campaigns.get(random.nextInt(campaigns.size()));
      try {
        int status = customer.post("/api/v1/campaigns/" + campaign + "/claims", Map.of()).status();
        assertThat(status).isIn(202, 409, 503);
      } catch (UncheckedIOException | NullPointerException gone) {
        Thread.onSpinWait();
      }
    }
  }

  private static void control(ServiceInstance instance, String campaign, String action) {
    Caller admin = instance.admin();
    await()
        .atMost(PATIENCE)
        .until(
            () -> admin.post("/api/v1/campaigns/" + campaign + "/" + action, Map.of()).status(),
            status -> status == 200 || status == 202);
  }

  /** Every connection of the service, in whatever it is in the middle of. */
  private void cutConnections() {
    environment.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'event'");
  }

  private void awaitProgress(List<String> campaigns, int users) {
    await().atMost(PATIENCE).until(() -> issued(campaigns.getLast()) >= users);
  }

  private int issued(String campaign) {
    return Integer.parseInt(
        environment
            .query("select issued from campaign where id = '%s'".formatted(campaign))
            .getFirst()
            .getFirst());
  }

  private static int queues(ServiceInstance instance) {
    return instance
        .management("/actuator/health/issuer")
        .body()
        .path("details")
        .path("decidedUpTo")
        .size();
  }

  private static void awaitQueues(ServiceInstance one, ServiceInstance other) {
    await()
        .atMost(PATIENCE)
        .until(() -> queues(one) + queues(other) == 3 && queues(one) > 0 && queues(other) > 0);
  }

  /** The topic itself says who must have won: the first distinct users, up to the quota or END. */
  private void checkAgainstTheQueue(String campaign) {
    List<ConsumerRecord<String, byte[]>> records =
        environment.read("coupon.claims.v1").stream()
            .filter(record -> campaign.equals(record.key()))
            .sorted(Comparator.comparing(ConsumerRecord::offset))
            .toList();
    assertThat(records.stream().map(ConsumerRecord::partition).distinct()).hasSize(1);
    SequencedSet<String> users = new LinkedHashSet<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      JsonNode data = JSON.readTree(record.value()).path("data");
      if (data.path("action").asString("").equals("END")) {
        break;
      }
      if (data.has("userId")) {
        users.add(data.path("userId").asString());
      }
    }
    int quota =
        Integer.parseInt(
            environment
                .query("select quota from campaign where id = '%s'".formatted(campaign))
                .getFirst()
                .getFirst());
    List<String> expected = users.stream().limit(quota).toList();
    await().atMost(PATIENCE).until(() -> issued(campaign) == expected.size());
    List<List<String>> rows =
        environment.query(
            "select position, user_id from coupon where campaign_id = '%s' order by position"
                .formatted(campaign));
    List<List<String>> wanted = new ArrayList<>();
    for (String user : expected) {
      wanted.add(List.of(Integer.toString(wanted.size() + 1), user));
    }
    assertThat(rows).isEqualTo(wanted);
  }
}
