package dev.ecommercestack.worker.job;

import dev.ecommercestack.platform.message.Correlation;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.MalformedMessageException;
import dev.ecommercestack.platform.messaging.MessageFailure;
import dev.ecommercestack.platform.outbox.Outbox;
import dev.ecommercestack.worker.WorkerSettings;
import dev.ecommercestack.worker.job.JobMetrics.Ending;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Processes each job once: the end of a job and its reply are written in one transaction, and a
 * further delivery of a job that has ended does nothing.
 */
@Component
public class JobRunner {
  private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
  private static final String RESULTS_EXCHANGE = "results";

  /**
   * After this number of unexpected failures the job is parked: its message seems to be the cause.
   */
  private static final int MAX_UNEXPECTED_FAILURES = 4;

  private final Envelopes envelopes;
  private final JobRepository jobs;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final WorkerSettings settings;
  private final JobMetrics metrics;
  private final Clock clock;

  JobRunner(
      Envelopes envelopes,
      JobRepository jobs,
      Outbox outbox,
      PlatformTransactionManager transactions,
      WorkerSettings settings,
      JobMetrics metrics,
      Clock clock) {
    this.envelopes = envelopes;
    this.jobs = jobs;
    this.outbox = outbox;
    this.transaction = new TransactionTemplate(transactions);
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Processes a delivered job. The caller acknowledges the message when this method returns.
   *
   * @param handler processes the jobs of the message's type
   * @param body the JSON envelope in UTF-8
   * @throws MalformedMessageException if the body is not an envelope of this type: the caller
   *     dead-letters it
   * @throws AmqpRejectAndDontRequeueException if the job has failed too often: the caller
   *     dead-letters it
   * @throws JobSuspendedException if the job continues in another delivery: the caller returns the
   *     message to its queue
   * @throws RuntimeException if a required system is not available: the caller waits and retries
   */
  public <D extends JobData> void run(JobHandler<D> handler, byte[] body) {
    JobMetrics.TimedDelivery timing = metrics.start(handler.type());
    Ending ending = Ending.ERROR;
    try {
      Envelope<D> job = read(handler, body);
      try (Correlation.Scope ignored = Correlation.open(job.correlationId())) {
        ending = run(handler, job, body);
      }
      if (ending == Ending.PARKED) {
        throw new AmqpRejectAndDontRequeueException(
            "Job %s of %s failed too often".formatted(job.data().jobId(), handler.type().queue()));
      }
    } catch (MalformedMessageException e) {
      ending = Ending.PARKED;
      throw e;
    } catch (JobSuspendedException e) {
      ending = Ending.SUSPENDED;
      throw e;
    } finally {
      timing.stop(ending);
    }
  }

  /** Returns what a job had done when it was last suspended; empty if it never was. */
  public <T> Optional<T> progress(UUID id, Class<T> type) {
    return jobs.findProgress(id, type);
  }

  private <D extends JobData> Ending run(JobHandler<D> handler, Envelope<D> job, byte[] body) {
    UUID id = job.data().jobId();
    if (!jobs.begin(id, handler.type(), job.id(), job.correlationId())) {
      return endedBefore(handler.type(), id);
    }
    try {
      return handler.locksJob()
          ? transaction.execute(
              status -> jobs.lock(id) ? end(id, handler.perform(job)) : Ending.REPEATED)
          : end(id, handler.perform(job));
    } catch (MalformedMessageException e) {
      jobs.recordFailure(id, Objects.requireNonNullElse(e.getMessage(), "malformed"));
      jobs.park(id);
      throw e;
    } catch (JobSuspendedException e) {
      jobs.saveProgress(id, e.progress());
      log.info("Job {} ({}) returns to its queue: {}", id, handler.type(), e.getMessage());
      throw e;
    } catch (RetryLaterException e) {
      return failed(id, e, body, settings.retry().failures());
    } catch (RuntimeException e) {
      if (MessageFailure.of(e) == MessageFailure.DEPENDENCY_UNAVAILABLE) {
        throw e;
      }
      log.error("Job {} ({}) failed", id, handler.type(), e);
      return failed(id, e, body, MAX_UNEXPECTED_FAILURES);
    }
  }

  private <D extends JobData> Envelope<D> read(JobHandler<D> handler, byte[] body) {
    Envelope<JsonNode> envelope = envelopes.read(body);
    if (!envelope.type().equals(handler.type().message()) || envelope.version() != 1) {
      throw malformed(
          "%s of version %d does not belong in %s"
              .formatted(envelope.type(), envelope.version(), handler.type().queue()));
    }
    return envelopes.as(envelope, handler.dataType());
  }

  private Ending endedBefore(JobType type, UUID id) {
    Job existing = jobs.find(id).orElse(null);
    if (existing != null && existing.type() != type) {
      throw malformed("job %s is a %s, not a %s".formatted(id, existing.type(), type));
    }
    log.debug("Job {} has ended before", id);
    return Ending.REPEATED;
  }

  private Ending end(UUID id, JobOutcome outcome) {
    boolean first =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  if (!jobs.finish(id, outcome.status(), outcome.result())) {
                    return false;
                  }
                  JobOutcome.Reply reply = outcome.reply();
                  if (reply != null) {
                    outbox.job(RESULTS_EXCHANGE, reply.to(), reply.message());
                  }
                  return true;
                }));
    if (!first) {
      return Ending.REPEATED;
    }
    return outcome.status() == JobStatus.FAILED ? Ending.FAILED : Ending.DONE;
  }

  private Ending failed(UUID id, RuntimeException failure, byte[] body, int maxFailures) {
    String message = failure.getMessage();
    String error =
        failure instanceof RetryLaterException && message != null ? message : failure.toString();
    Ending ending =
        transaction.execute(
            status ->
                jobs.recordFailure(id, error)
                    .map(
                        failures ->
                            failures >= maxFailures ? park(id) : postpone(id, body, failures))
                    .orElse(Ending.REPEATED));
    log.warn("Job {} is {}: {}", id, ending, error);
    return ending;
  }

  private Ending park(UUID id) {
    jobs.park(id);
    return Ending.PARKED;
  }

  private Ending postpone(UUID id, byte[] body, int failures) {
    Instant until = clock.instant().plus(settings.retry().delay(failures));
    jobs.postpone(id, new String(body, StandardCharsets.UTF_8), until);
    return Ending.RETRIED;
  }

  private static MalformedMessageException malformed(String detail) {
    return new MalformedMessageException(detail, new IllegalArgumentException(detail));
  }
}
