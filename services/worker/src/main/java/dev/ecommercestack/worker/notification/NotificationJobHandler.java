package dev.ecommercestack.worker.notification;

import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.worker.job.JobHandler;
import dev.ecommercestack.worker.job.JobOutcome;
import dev.ecommercestack.worker.job.JobRunner;
import dev.ecommercestack.worker.job.JobStatus;
import dev.ecommercestack.worker.job.JobType;
import dev.ecommercestack.worker.notification.NotificationResult.NotificationOutcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;

/** Sends notifications by mail. */
@Component
class NotificationJobHandler implements JobHandler<NotificationJob> {
  private final JobRunner runner;
  private final TemplateRenderer renderer;
  private final Mailer mailer;

  NotificationJobHandler(JobRunner runner, TemplateRenderer renderer, Mailer mailer) {
    this.runner = runner;
    this.renderer = renderer;
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

  /** A sent mail cannot be revoked: two deliveries of a job must not both send it. */
  @Override
  public boolean locksJob() {
    return true;
  }

  @Override
  public JobOutcome perform(Envelope<NotificationJob> job) {
    NotificationJob data = job.data();
    Mail mail = renderer.render(data);
    return switch (mailer.deliver(mail)) {
      case DeliveryResult.MailSent() ->
          outcome(job, JobStatus.DONE, MailResult.sent(mail), NotificationOutcome.SENT, null);
      case DeliveryResult.MailKept() ->
          outcome(job, JobStatus.DONE, MailResult.kept(mail), NotificationOutcome.SENT, null);
      case DeliveryResult.MailRefused(String reason) ->
          outcome(
              job,
              JobStatus.FAILED,
              MailResult.refused(mail, reason),
              NotificationOutcome.REFUSED,
              reason);
    };
  }

  private static JobOutcome outcome(
      Envelope<NotificationJob> job,
      JobStatus status,
      MailResult result,
      NotificationOutcome outcome,
      @Nullable String reason) {
    NotificationJob data = job.data();
    UUID aggregateId = job.aggregateId();
    return new JobOutcome(
        status,
        result,
        JobOutcome.Reply.of(
            data.replyTo(),
            Message.of(
                "notification-result",
                aggregateId,
                new NotificationResult(data.jobId(), data.template(), outcome, reason))));
  }
}
