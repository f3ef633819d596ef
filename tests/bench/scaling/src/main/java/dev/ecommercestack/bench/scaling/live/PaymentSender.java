package dev.ecommercestack.bench.scaling.live;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Publishes payment jobs to RabbitMQ, as the order service does. Their results go to a queue of the
 * benchmark instead of the order service's, which does not know these orders.
 */
final class PaymentSender implements Sender {
  private static final String RESULTS = "results.bench";
  private static final Pattern JOB = Pattern.compile("\"jobId\":\"([-0-9a-f]{36})\"");

  private final Cluster cluster;
  private final Envelopes envelopes;
  private final Connection connection;
  private final Channel channel;
  private final Set<UUID> jobs = ConcurrentHashMap.newKeySet();

  private record Money(long amount, String currency) {}

  private record PaymentJob(
      UUID jobId,
      String kind,
      UUID paymentId,
      UUID orderId,
      UUID userId,
      Money amount,
      String replyTo) {}

  PaymentSender(Cluster cluster, Envelopes envelopes) throws Exception {
    this.cluster = cluster;
    this.envelopes = envelopes;
    Cluster.Login admin = cluster.login("rabbitmq-admin", "");
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(cluster.address("rabbitmq"));
    factory.setVirtualHost("ecommerce");
    factory.setUsername(admin.user());
    factory.setPassword(admin.password());
    connection = factory.newConnection("bench");
    channel = connection.createChannel();
    channel.queueDeclare(RESULTS, true, false, false, Map.of());
    channel.queueUnbind("results.order", "results", "order");
    channel.queueBind(RESULTS, "results", "order");
    channel.queuePurge(RESULTS);
    channel.confirmSelect();
  }

  @Override
  public UUID send() throws Exception {
    UUID id = UUID.randomUUID();
    UUID order = UUID.randomUUID();
    PaymentJob job =
        new PaymentJob(
            id, "CHARGE", UUID.randomUUID(), order, order, new Money(1000, "KRW"), "order");
    jobs.add(id);
    byte[] body = envelopes.write(envelopes.wrap(Message.of("payment-job", order, job)));
    BasicProperties durable =
        new BasicProperties.Builder().deliveryMode(2).contentType("application/json").build();
    channel.basicPublish("jobs", "payment", true, durable, body);
    return id;
  }

  @Override
  public Map<UUID, Long> completed() throws SQLException {
    return jobsEnded(cluster, "PAYMENT", jobs);
  }

  /** Returns when jobs of a type ended well, by the rows of the worker. */
  static Map<UUID, Long> jobsEnded(Cluster cluster, String type, Set<UUID> jobs)
      throws SQLException {
    Map<UUID, Long> ended = new HashMap<>();
    try (var database = cluster.database("worker");
        PreparedStatement statement =
            database.prepareStatement(
                "select id, finished_at from job where type = ? and status = 'DONE'")) {
      statement.setString(1, type);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          UUID id = rows.getObject(1, UUID.class);
          if (jobs.contains(id)) {
            ended.put(id, rows.getTimestamp(2).getTime());
          }
        }
      }
    }
    return ended;
  }

  /** Counts the results: each job has one, however often it was delivered. */
  @Override
  public int duplicated() throws IOException {
    Map<UUID, Integer> results = new HashMap<>();
    GetResponse response;
    while ((response = channel.basicGet(RESULTS, true)) != null) {
      Matcher job = JOB.matcher(new String(response.getBody(), StandardCharsets.UTF_8));
      if (job.find()) {
        results.merge(UUID.fromString(job.group(1)), 1, Integer::sum);
      }
    }
    return (int) results.values().stream().filter(count -> count > 1).count();
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }
}
