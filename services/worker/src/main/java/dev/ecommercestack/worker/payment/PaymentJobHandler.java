package dev.ecommercestack.worker.payment;

import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.worker.job.JobHandler;
import dev.ecommercestack.worker.job.JobOutcome;
import dev.ecommercestack.worker.job.JobRunner;
import dev.ecommercestack.worker.job.JobStatus;
import dev.ecommercestack.worker.job.JobType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;

/**
 * Executes payments. No transaction is open during the call of the provider: if the service crashes
 * before it has stored the response, a repeated call gets the same response.
 */
@Component
class PaymentJobHandler implements JobHandler<PaymentJob> {
  private static final Logger log = LoggerFactory.getLogger(PaymentJobHandler.class);

  private final JobRunner runner;
  private final PaymentProvider provider;

  PaymentJobHandler(JobRunner runner, PaymentProvider provider) {
    this.runner = runner;
    this.provider = provider;
  }

  @RabbitListener(queues = "jobs.payment", concurrency = "${worker.concurrency.payment}")
  void on(byte[] body) {
    runner.run(this, body);
  }

  @Override
  public JobType type() {
    return JobType.PAYMENT;
  }

  @Override
  public Class<PaymentJob> dataType() {
    return PaymentJob.class;
  }

  @Override
  public JobOutcome perform(Envelope<PaymentJob> job) {
    PaymentJob data = job.data();
    PaymentResult result = execute(data);
    return new JobOutcome(
        JobStatus.DONE,
        result,
        new JobOutcome.Reply(
            data.replyTo(), Message.of("payment-result", job.aggregateId(), result)));
  }

  private ProviderResponse query(PaymentJob job) {
    if (!Boolean.TRUE.equals(job.lookOnly())) {
      return provider.query(job.paymentId());
    }
    return provider
        .find(job.paymentId())
        .orElseThrow(
            () -> new ProviderUnavailableException("the charge has not reached the provider yet"));
  }

  private PaymentResult execute(PaymentJob job) {
    try {
      return PaymentResult.of(
          job,
          switch (job.kind()) {
            case CHARGE -> provider.charge(job.paymentId(), job.amount());
            case QUERY -> query(job);
            case REFUND -> provider.refund(job.paymentId(), job.amount());
          });
    } catch (ProviderUnavailableException e) {
      log.warn(
          "The outcome of {} of payment {} is unknown: {}",
          job.kind(),
          job.paymentId(),
          e.getMessage());
      return PaymentResult.unknown(job);
    }
  }
}
