package dev.ecommercestack.worker.job;

import dev.ecommercestack.platform.rabbit.ConfirmedPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts the messages of jobs that are due back into their queue, and forgets old jobs. Any number of
 * instances may do so at once. A message may be put back twice; its job is done once.
 */
@Component
class Retries {
  private static final Logger log = LoggerFactory.getLogger(Retries.class);
  private static final int PIECE = 50;
  private static final int FORGET_PIECE = 1_000;

  private final JobRepository jobs;
  private final ConfirmedPublisher publisher;
  private final TransactionTemplate transaction;
  private final WorkerSettings settings;
  private final Clock clock;

  Retries(
      JobRepository jobs,
      ConfirmedPublisher publisher,
      PlatformTransactionManager transactions,
      WorkerSettings settings,
      Clock clock) {
    this.jobs = jobs;
    this.publisher = publisher;
    this.transaction = new TransactionTemplate(transactions);
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${worker.retry.poll}")
  void redeliver() {
    try {
      int count;
      do {
        count = redeliverSome();
      } while (count == PIECE);
    } catch (AmqpException | DataAccessException | TransactionException e) {
      log.warn("Jobs that are due wait on: {}", e.getMessage());
    }
  }

  private int redeliverSome() {
    Integer count =
        transaction.execute(
            status -> {
              List<JobRepository.Due> due = jobs.lockDue(PIECE);
              for (JobRepository.Due job : due) {
                publisher.publish(
                    JobType.EXCHANGE, job.type().routingKey(), message(job.message()));
                jobs.redelivered(job.id());
              }
              return due.size();
            });
    return count == null ? 0 : count;
  }

  private static Message message(String json) {
    return MessageBuilder.withBody(json.getBytes(StandardCharsets.UTF_8))
        .setContentType(MessageProperties.CONTENT_TYPE_JSON)
        .setContentEncoding(StandardCharsets.UTF_8.name())
        .build();
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
  void forget() {
    int count;
    do {
      count = jobs.forget(clock.instant().minus(settings.lifetime()), FORGET_PIECE);
    } while (count == FORGET_PIECE);
  }
}
