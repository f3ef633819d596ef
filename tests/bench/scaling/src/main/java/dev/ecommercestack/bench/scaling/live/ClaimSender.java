package dev.ecommercestack.bench.scaling.live;

import dev.ecommercestack.platform.id.Uuid5;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends claims to the partitions of campaigns, as the event service does when a user claims, each
 * of another user. The campaigns were made by the shop's API, one for each partition. They open
 * hours later, so the issuer decides that it rejects each claim and writes a row for it: a claim
 * that wins would also cost a mail, and that is work of other services.
 */
final class ClaimSender implements Sender {
  private static final String TOPIC = "coupon.claims.v1";

  private final Cluster cluster;
  private final Envelopes envelopes;
  private final KafkaProducer<String, byte[]> producer;
  private final List<Campaign> campaigns;
  private final Set<UUID> claims = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private int next;

  private record Campaign(UUID id, int partition) {}

  private record ClaimRequested(UUID claimId, UUID campaignId, UUID userId, Instant receivedAt) {}

  ClaimSender(Cluster cluster, Shop shop, Envelopes envelopes) throws Exception {
    this.cluster = cluster;
    this.envelopes = envelopes;
    campaigns = campaigns(cluster, shop);
    Cluster.Login event = cluster.login("event-credentials", "kafka-");
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                "shop-kafka-0.shop-kafka-nodes.shop.svc:9092",
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required"
                    + " username=\"%s\" password=\"%s\";".formatted(event.user(), event.password()),
                "acks",
                "all",
                "max.block.ms",
                10_000,
                "request.timeout.ms",
                10_000,
                "delivery.timeout.ms",
                20_000),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Returns a campaign of each partition; makes them in the first round. */
  private static List<Campaign> campaigns(Cluster cluster, Shop shop) throws Exception {
    int partitions = LiveLoad.CLAIMS.workload().broker().lanes();
    Map<Integer, Campaign> found = find(cluster);
    for (int made = 0; found.size() < partitions && made < 2 * partitions; made++) {
      shop.createCampaign(Shop.CAMPAIGN);
      found = find(cluster);
    }
    if (found.size() != partitions) {
      throw new IllegalStateException(
          "campaigns use %d of %d partitions".formatted(found.size(), partitions));
    }
    return List.copyOf(found.values());
  }

  private static Map<Integer, Campaign> find(Cluster cluster) throws SQLException {
    Map<Integer, Campaign> found = new HashMap<>();
    try (var database = cluster.database("event");
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select id, queue_partition from campaign where name = '%s'"
                    .formatted(Shop.CAMPAIGN))) {
      while (rows.next()) {
        found.put(rows.getInt(2), new Campaign(rows.getObject(1, UUID.class), rows.getInt(2)));
      }
    }
    return found;
  }

  @Override
  public UUID send() throws Exception {
    Exception failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    Campaign campaign = campaigns.get(next++ % campaigns.size());
    UUID user = UUID.randomUUID();
    UUID id = Uuid5.of(campaign.id(), user.toString());
    Instant now = Instant.now();
    Message message =
        Message.of(
            "coupon-claim-requested",
            campaign.id(),
            new ClaimRequested(id, campaign.id(), user, now));
    claims.add(id);
    producer.send(
        new ProducerRecord<>(
            TOPIC,
            campaign.partition(),
            now.toEpochMilli(),
            campaign.id().toString(),
            envelopes.write(envelopes.wrap(message))),
        (metadata, exception) -> {
          if (exception != null) {
            failure.compareAndSet(null, exception);
          }
        });
    return id;
  }

  @Override
  public Map<UUID, Long> completed() throws SQLException {
    Map<UUID, Long> decided = new HashMap<>();
    for (Rejection rejection : rejections()) {
      decided.putIfAbsent(rejection.claim(), rejection.at());
    }
    return decided;
  }

  private record Rejection(UUID claim, long at) {}

  private List<Rejection> rejections() throws SQLException {
    List<Rejection> rejections = new ArrayList<>();
    try (var database = cluster.database("event");
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery("select claim_id, rejected_at from claim_rejection")) {
      while (rows.next()) {
        UUID claim = rows.getObject(1, UUID.class);
        if (claims.contains(claim)) {
          rejections.add(new Rejection(claim, rows.getTimestamp(2).getTime()));
        }
      }
    }
    return rejections;
  }

  @Override
  public int duplicated() throws SQLException {
    List<UUID> decided = rejections().stream().map(Rejection::claim).toList();
    return decided.size() - Set.copyOf(decided).size();
  }

  @Override
  public void close() {
    producer.close();
  }
}
