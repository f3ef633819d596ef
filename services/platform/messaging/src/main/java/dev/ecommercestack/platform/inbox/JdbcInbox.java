package dev.ecommercestack.platform.inbox;

import dev.ecommercestack.platform.message.Correlation;
import dev.ecommercestack.platform.message.Envelope;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps the ids of handled messages in the table {@code inbox}. */
final class JdbcInbox implements Inbox {
  private static final Logger log = LoggerFactory.getLogger(JdbcInbox.class);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  JdbcInbox(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public boolean once(Envelope<?> envelope, String consumer, Runnable effect) {
    try (Correlation.Scope ignored = Correlation.open(envelope.correlationId())) {
      return once(envelope.id(), consumer, effect);
    }
  }

  @Override
  public boolean once(UUID messageId, String consumer, Runnable effect) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              // A second delivery of the message waits here until the first transaction ends.
              boolean first =
                  jdbc.sql(
                              """
                              insert into inbox (consumer, message_id) values (?, ?)
                              on conflict do nothing
                              """)
                          .params(consumer, messageId)
                          .update()
                      == 1;
              if (first) {
                effect.run();
              } else {
                log.debug("{} has handled message {} before", consumer, messageId);
              }
              return first;
            }));
  }
}
