package dev.ecommercestack.worker.imports;

import dev.ecommercestack.platform.file.UnlinkedTempFile;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.rabbit.DeliveryDeadline;
import dev.ecommercestack.worker.imports.ImportResult.Outcome;
import dev.ecommercestack.worker.job.JobHandler;
import dev.ecommercestack.worker.job.JobOutcome;
import dev.ecommercestack.worker.job.JobRunner;
import dev.ecommercestack.worker.job.JobStatus;
import dev.ecommercestack.worker.job.JobType;
import dev.ecommercestack.worker.job.RetryLaterException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings lists of products to the product service, some rows at a time. An import that is
 * interrupted begins again: product gives rows that it has taken their first answer.
 */
@Component
class ImportJobs implements JobHandler<ImportJob> {
  private static final int CHUNK = 100;

  /** Each may have been looked at for a thousand lines, and nobody reads more of them. */
  private static final int MOST_BROKEN = 1_000;

  private final JobRunner runner;
  private final ProductCatalog catalog;
  private final JsonMapper json;
  private volatile boolean leaving;

  ImportJobs(JobRunner runner, ProductCatalog catalog, JsonMapper json) {
    this.runner = runner;
    this.catalog = catalog;
    this.json = json;
  }

  @RabbitListener(
      queues = "jobs.catalog-import",
      containerFactory = "longJobs",
      concurrency = "${worker.concurrency.catalog-import}")
  void on(byte[] body) {
    runner.run(this, body);
  }

  @EventListener(ContextClosedEvent.class)
  void leave() {
    leaving = true;
  }

  @Override
  public JobType type() {
    return JobType.CATALOG_IMPORT;
  }

  @Override
  public Class<ImportJob> dataType() {
    return ImportJob.class;
  }

  @Override
  public JobOutcome perform(Envelope<ImportJob> job) {
    ImportJob data = job.data();
    try (UnlinkedTempFile file = catalog.fetch(data.importId())) {
      // All rows are read before the first is sent: a list that cannot be taken changes nothing.
      Tally unreadable = new Tally();
      Optional<String> reason = refuse(rows(data, file), unreadable);
      if (reason.isPresent()) {
        return outcome(job, JobStatus.FAILED, unreadable, reason.get());
      }
      Tally tally = new Tally();
      send(data.jobId(), rows(data, file), tally);
      return outcome(job, JobStatus.DONE, tally, null);
    } catch (UnreadableContentException e) {
      return outcome(job, JobStatus.FAILED, new Tally(), e.reason());
    } catch (CharacterCodingException e) {
      return outcome(job, JobStatus.FAILED, new Tally(), "NOT_UTF8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Rows rows(ImportJob job, UnlinkedTempFile file) throws IOException {
    // A decoder, not a charset, which would replace what is not UTF-8.
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(file.reader(), StandardCharsets.UTF_8.newDecoder()));
    return switch (job.format()) {
      case CSV -> Rows.csv(in);
      case JSON_LINES -> Rows.jsonLines(in, json);
    };
  }

  /**
   * Returns why a list is refused as a whole; empty if it is not. One price in another unit puts
   * the unit of all in doubt.
   *
   * @param tally notes the rows that are the reason
   */
  private static Optional<String> refuse(Rows rows, Tally tally) throws IOException {
    String reason = null;
    int number = 0;
    int broken = 0;
    Optional<Rows.Row> row;
    while ((row = rows.next()).isPresent()) {
      number++;
      boolean unreadable = row.get() instanceof Rows.Row.Broken;
      if (unreadable && ++broken > MOST_BROKEN) {
        return Optional.of("TOO_MANY_BROKEN_ROWS");
      }
      if (read(number, row.get()) instanceof RowReader.Read.Bad(RowError error)) {
        boolean inDoubt = PriceReader.UNIT_IN_DOUBT.contains(error.reason());
        if (inDoubt && reason == null) {
          reason = error.reason();
        }
        if (inDoubt || unreadable) {
          tally.begin(number, row.get().line());
          tally.refuse(error);
        }
      }
    }
    return Optional.ofNullable(reason);
  }

  private void send(UUID jobId, Rows rows, Tally tally) throws IOException {
    List<ProductRow> chunk = new ArrayList<>(CHUNK);
    int number = 0;
    Optional<Rows.Row> row;
    while ((row = rows.next()).isPresent()) {
      number++;
      tally.begin(number, row.get().line());
      switch (read(number, row.get())) {
        case RowReader.Read.Good(ProductRow good) -> chunk.add(good);
        case RowReader.Read.Bad(RowError error) -> tally.refuse(error);
      }
      if (chunk.size() == CHUNK) {
        send(jobId, chunk, tally);
      }
    }
    send(jobId, chunk, tally);
  }

  private static RowReader.Read read(int number, Rows.Row row) {
    return switch (row) {
      case Rows.Row.Named(int line, Map<String, String> fields) -> RowReader.read(number, fields);
      case Rows.Row.Broken(int line, String reason) ->
          new RowReader.Read.Bad(new RowError(number, line, reason, null));
    };
  }

  private void send(UUID jobId, List<ProductRow> chunk, Tally tally) {
    if (chunk.isEmpty()) {
      return;
    }
    if (leaving) {
      // The message goes back to the queue; another instance begins again.
      throw new ResourceAccessException("The service is leaving");
    }
    if (DeliveryDeadline.hasPassed()) {
      throw new RetryLaterException(
          "It takes longer than RabbitMQ waits; the next attempt passes over what product has taken");
    }
    tally.add(catalog.take(jobId, List.copyOf(chunk)));
    chunk.clear();
    tally.sent();
  }

  private static JobOutcome outcome(
      Envelope<ImportJob> job, JobStatus status, Tally tally, @Nullable String reason) {
    ImportJob data = job.data();
    ImportResult result =
        new ImportResult(
            data.jobId(),
            data.importId(),
            status == JobStatus.DONE ? Outcome.DONE : Outcome.FAILED,
            tally.accepted(),
            tally.refused(),
            tally.errors(),
            reason);
    return new JobOutcome(
        status,
        result,
        new JobOutcome.Reply(
            data.replyTo(), Message.of("catalog-import-result", job.aggregateId(), result)));
  }
}
