package dev.ecommercestack.platform.outbox;

import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.Message;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes messages into the table {@code outbox}. */
final class JdbcOutbox implements Outbox {
  private static final String INSERT =
      """
      insert into outbox (bucket, transport, destination, routing_key, order_key, message_id,
        payload, traceparent) values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final int BATCH_SIZE = 1_000;

  private final JdbcOperations jdbc;
  private final Envelopes envelopes;
  private final Consumer<Transport.Kind> committed;

  /**
   * @param committed called after a commit with each broker that has a message to be sent
   */
  JdbcOutbox(JdbcOperations jdbc, Envelopes envelopes, Consumer<Transport.Kind> committed) {
    this.jdbc = jdbc;
    this.envelopes = envelopes;
    this.committed = committed;
  }

  @Override
  public UUID fact(String topic, Message message) {
    return facts(topic, List.of(message)).getFirst();
  }

  @Override
  public List<UUID> facts(String topic, List<Message> messages) {
    return write(
        Transport.Kind.KAFKA,
        messages.stream()
            .map(
                message -> {
                  String key = message.aggregateId().toString();
                  return new Row(topic, key, key, envelopes.wrap(message));
                })
            .toList());
  }

  @Override
  public UUID job(String exchange, String routingKey, Message message) {
    Envelope<Object> envelope = envelopes.wrap(message);
    // Jobs have no order: each has an order key of its own.
    String orderKey = envelope.id().toString();
    return write(
            Transport.Kind.RABBITMQ, List.of(new Row(exchange, routingKey, orderKey, envelope)))
        .getFirst();
  }

  private record Row(
      String destination, String routingKey, String orderKey, Envelope<Object> envelope) {}

  private List<UUID> write(Transport.Kind kind, List<Row> rows) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "A message must be written in a transaction: annotate the caller with @Transactional");
    }
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(INSERT, rows, BATCH_SIZE, (statement, row) -> fill(statement, kind, row));
      wakeRelayAfterCommit(kind);
    }
    return rows.stream().map(row -> row.envelope().id()).toList();
  }

  private void fill(PreparedStatement statement, Transport.Kind kind, Row row) throws SQLException {
    statement.setInt(1, Buckets.of(row.orderKey()));
    statement.setString(2, kind.name());
    statement.setString(3, row.destination());
    statement.setString(4, row.routingKey());
    statement.setString(5, row.orderKey());
    statement.setObject(6, row.envelope().id());
    statement.setString(7, envelopes.text(row.envelope()));
    statement.setString(8, row.envelope().traceparent());
  }

  private void wakeRelayAfterCommit(Transport.Kind kind) {
    WakeRelay wake = new WakeRelay(kind, committed);
    if (!TransactionSynchronizationManager.getSynchronizations().contains(wake)) {
      TransactionSynchronizationManager.registerSynchronization(wake);
    }
  }

  private record WakeRelay(Transport.Kind kind, Consumer<Transport.Kind> committed)
      implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      committed.accept(kind);
    }
  }
}
