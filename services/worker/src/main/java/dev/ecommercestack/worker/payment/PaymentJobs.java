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
 * Moves money. No transaction is open while the provider is asked: it answers the same thing again
 * if the service dies before it has noted the answer.
 */
@Component
class PaymentJobs implements JobHandler<PaymentJob> {
  private static final Logger log = LoggerFactory.getLogger(PaymentJobs.class);

  private final JobRunner runner;
  private final PaymentProvider provider;

  PaymentJobs(JobRunner runner, PaymentProvider provider) {
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
    PaymentResult result = ask(data);
    return new JobOutcome(
        JobStatus.DONE,
        result,
        new JobOutcome.Reply(
            data.replyTo(), Message.of("payment-result", job.aggregateId(), result)));
  }

  private ProviderAnswer query(PaymentJob job) {
    if (!Boolean.TRUE.equals(job.lookOnly())) {
      return provider.query(job.paymentId());
    }
    return provider
        .look(job.paymentId())
        .orElseThrow(
            () -> new ProviderUnavailableException("its charge has not come to the provider yet"));
  }

  private PaymentResult ask(PaymentJob job) {
    try {
      return PaymentResult.of(
          job,
          switch (job.kind()) {
            case CHARGE -> provider.charge(job.paymentId(), job.amount());
            case QUERY -> query(job);
            case REFUND -> provider.refund(job.paymentId(), job.amount());
          });
    } catch (ProviderUnavailableException e) {
      log.warn("{} of payment {} is unknown: {}", job.kind(), job.paymentId(), e.getMessage());
      return PaymentResult.unknown(job);
    }
  }
}
