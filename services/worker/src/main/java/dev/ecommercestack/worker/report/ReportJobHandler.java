package dev.ecommercestack.worker.report;

import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.worker.job.JobHandler;
import dev.ecommercestack.worker.job.JobOutcome;
import dev.ecommercestack.worker.job.JobRunner;
import dev.ecommercestack.worker.job.JobStatus;
import dev.ecommercestack.worker.job.JobType;
import dev.ecommercestack.worker.report.ReportResult.ReportOutcome;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;

/** Creates report documents. The document is the result of the job. */
@Component
class ReportJobHandler implements JobHandler<ReportJob> {
  private static final int MAX_BYTES = 1 << 20;

  private final JobRunner runner;

  ReportJobHandler(JobRunner runner) {
    this.runner = runner;
  }

  @RabbitListener(queues = "jobs.report", concurrency = "${worker.concurrency.report}")
  void on(byte[] body) {
    runner.run(this, body);
  }

  @Override
  public JobType type() {
    return JobType.REPORT;
  }

  @Override
  public Class<ReportJob> dataType() {
    return ReportJob.class;
  }

  @Override
  public JobOutcome perform(Envelope<ReportJob> job) {
    ReportJob data = job.data();
    if (data.rows().stream().anyMatch(row -> row.size() != data.columns().size())) {
      return failed(job, "ROW_LENGTH");
    }
    String document = DocumentWriter.write(data);
    int bytes = document.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      return failed(job, "TOO_LARGE");
    }
    return new JobOutcome(
        JobStatus.DONE,
        new ReportDocument(data.title(), data.format().contentType(), bytes, document, null),
        reply(
            job.aggregateId(),
            data,
            new ReportResult(data.jobId(), data.reportId(), ReportOutcome.DONE, bytes, null)));
  }

  private static JobOutcome failed(Envelope<ReportJob> job, String reason) {
    ReportJob data = job.data();
    return new JobOutcome(
        JobStatus.FAILED,
        new ReportDocument(data.title(), data.format().contentType(), null, null, reason),
        reply(
            job.aggregateId(),
            data,
            new ReportResult(data.jobId(), data.reportId(), ReportOutcome.FAILED, null, reason)));
  }

  private static JobOutcome.Reply reply(UUID aggregateId, ReportJob job, ReportResult result) {
    return new JobOutcome.Reply(job.replyTo(), Message.of("report-result", aggregateId, result));
  }
}
