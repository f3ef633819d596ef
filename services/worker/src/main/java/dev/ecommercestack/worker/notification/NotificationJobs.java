package dev.ecommercestack.worker.notification;

import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.worker.job.JobHandler;
import dev.ecommercestack.worker.job.JobOutcome;
import dev.ecommercestack.worker.job.JobRunner;
import dev.ecommercestack.worker.job.JobStatus;
import dev.ecommercestack.worker.job.JobType;
import dev.ecommercestack.worker.notification.NotificationResult.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;

/** Writes to people. */
@Component
class NotificationJobs implements JobHandler<NotificationJob> {
  private final JobRunner runner;
  private final Templates templates;
  private final Mailer mailer;

  NotificationJobs(JobRunner runner, Templates templates, Mailer mailer) {
    this.runner = runner;
    this.templates = templates;
    this.mailer = mailer;
  }

  @RabbitListener(queues = "jobs.notification", concurrency = "${worker.concurrency.notification}")
  void on(byte[] body) {
    runner.run(this, body);
  }

  @Override
  public JobType type() {
    return JobType.NOTIFICATION;
  }

  @Override
  public Class<NotificationJob> dataType() {
    return NotificationJob.class;
  }

  /** A mail that has left cannot be called back: two deliveries of a job must not both send it. */
  @Override
  public boolean alone() {
    return true;
  }

  @Override
  public JobOutcome perform(Envelope<NotificationJob> job) {
    NotificationJob data = job.data();
    Mail mail = templates.write(data);
    return switch (mailer.deliver(mail)) {
      case Delivery.Sent() -> outcome(job, JobStatus.DONE, KeptMail.sent(mail), Outcome.SENT, null);
      case Delivery.Kept() -> outcome(job, JobStatus.DONE, KeptMail.kept(mail), Outcome.SENT, null);
      case Delivery.Refused(String reason) ->
          outcome(job, JobStatus.FAILED, KeptMail.refused(mail, reason), Outcome.REFUSED, reason);
    };
  }

  private static JobOutcome outcome(
      Envelope<NotificationJob> job,
      JobStatus status,
      KeptMail kept,
      Outcome outcome,
      @Nullable String reason) {
    NotificationJob data = job.data();
    UUID about = job.aggregateId();
    return new JobOutcome(
        status,
        kept,
        JobOutcome.Reply.of(
            data.replyTo(),
            Message.of(
                "notification-result",
                about,
                new NotificationResult(data.jobId(), data.template(), outcome, reason))));
  }
}
