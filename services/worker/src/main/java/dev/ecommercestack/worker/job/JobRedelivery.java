package dev.ecommercestack.worker.job;

import dev.ecommercestack.platform.rabbit.ConfirmedPublisher;
import java.nio.charset.StandardCharsets;
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
 * Publishes the messages of postponed jobs that are due to their queue again. Any number of
 * instances may do so at once. A message may be published twice; its job is done once.
 */
@Component
class JobRedelivery {
  private static final Logger log = LoggerFactory.getLogger(JobRedelivery.class);
  private static final int BATCH_SIZE = 50;

  private final JobRepository jobs;
  private final ConfirmedPublisher publisher;
  private final TransactionTemplate transaction;

  JobRedelivery(
      JobRepository jobs, ConfirmedPublisher publisher, PlatformTransactionManager transactions) {
    this.jobs = jobs;
    this.publisher = publisher;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Scheduled(fixedDelayString = "${worker.retry.poll}")
  void redeliver() {
    try {
      int count;
      do {
        count = redeliverBatch();
      } while (count == BATCH_SIZE);
    } catch (AmqpException | DataAccessException | TransactionException e) {
      log.warn(
          "Postponed jobs could not be redelivered; the next run tries again: {}", e.getMessage());
    }
  }

  private int redeliverBatch() {
    Integer count =
        transaction.execute(
            status -> {
              List<JobRepository.DueJob> due = jobs.lockDue(BATCH_SIZE);
              for (JobRepository.DueJob job : due) {
                publisher.publish(
                    JobType.EXCHANGE, job.type().routingKey(), message(job.message()));
                jobs.markRedelivered(job.id());
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
}
