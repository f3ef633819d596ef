package dev.ecommercestack.worker.imports;

import dev.ecommercestack.platform.file.UnlinkedTempFile;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.rabbit.DeliveryDeadline;
import dev.ecommercestack.worker.imports.ImportProgress.Checkpoint;
import dev.ecommercestack.worker.imports.ImportResult.ImportOutcome;
import dev.ecommercestack.worker.job.JobHandler;
import dev.ecommercestack.worker.job.JobOutcome;
import dev.ecommercestack.worker.job.JobRunner;
import dev.ecommercestack.worker.job.JobStatus;
import dev.ecommercestack.worker.job.JobSuspendedException;
import dev.ecommercestack.worker.job.JobType;
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
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the rows of uploaded lists to the product service, in batches. When its listener is
 * stopped, an import is suspended after the current batch and continues there. After a crash it
 * starts again; for rows that it has imported, product returns their first outcome.
 */
@Component
class ImportJobHandler implements JobHandler<ImportJob> {
  private static final int ROWS_PER_REQUEST = 100;

  /** Reading on is of no use: each unreadable row may cost a thousand lines of reading. */
  private static final int MAX_UNREADABLE_ROWS = 1_000;

  private final JobRunner runner;
  private final ProductClient products;
  private final JsonMapper json;

  ImportJobHandler(JobRunner runner, ProductClient products, JsonMapper json) {
    this.runner = runner;
    this.products = products;
    this.json = json;
  }

  @RabbitListener(
      queues = "jobs.catalog-import",
      containerFactory = "longJobs",
      concurrency = "${worker.concurrency.catalog-import}")
  void on(byte[] body) {
    runner.run(this, body);
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
    try (UnlinkedTempFile file = products.fetch(data.importId())) {
      // All rows are read before the first is sent, so that a list that is refused changes nothing.
      ImportProgress refusedRows = new ImportProgress(Checkpoint.NONE);
      Optional<String> reason = findReasonToRefuse(open(data, file), refusedRows);
      if (reason.isPresent()) {
        return outcome(job, JobStatus.FAILED, refusedRows, reason.get());
      }
      Checkpoint begin = runner.progress(data.jobId(), Checkpoint.class).orElse(Checkpoint.NONE);
      ImportProgress progress = new ImportProgress(begin);
      send(data.jobId(), open(data, file), progress, begin.rows());
      return outcome(job, JobStatus.DONE, progress, null);
    } catch (UnreadableContentException e) {
      return outcome(job, JobStatus.FAILED, new ImportProgress(Checkpoint.NONE), e.reason());
    } catch (CharacterCodingException e) {
      return outcome(job, JobStatus.FAILED, new ImportProgress(Checkpoint.NONE), "NOT_UTF8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ImportRowReader open(ImportJob job, UnlinkedTempFile file) throws IOException {
    // A decoder fails for bytes that are not UTF-8; a charset would replace them.
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(file.reader(), StandardCharsets.UTF_8.newDecoder()));
    return switch (job.format()) {
      case CSV -> ImportRowReader.csv(in);
      case JSON_LINES -> ImportRowReader.jsonLines(in, json);
    };
  }

  /**
   * Returns the code of the reason why the whole list is refused; empty if it is not. If one price
   * does not fit its unit, the unit of all prices is in doubt.
   *
   * @param reader reads the rows
   * @param progress receives the rows that are the reason
   */
  private static Optional<String> findReasonToRefuse(
      ImportRowReader reader, ImportProgress progress) throws IOException {
    String reason = null;
    int number = 0;
    int unreadableRows = 0;
    Optional<ImportRowReader.RawRow> row;
    while ((row = reader.next()).isPresent()) {
      number++;
      boolean unreadable = row.get() instanceof ImportRowReader.RawRow.UnreadableRow;
      if (unreadable && ++unreadableRows > MAX_UNREADABLE_ROWS) {
        return Optional.of("TOO_MANY_BROKEN_ROWS");
      }
      if (parse(number, row.get())
          instanceof ProductRowParser.ParsedRow.InvalidRow(RowError error)) {
        boolean inDoubt = PriceParser.UNIT_ERRORS.contains(error.reason());
        if (inDoubt && reason == null) {
          reason = error.reason();
        }
        if (inDoubt || unreadable) {
          progress.begin(number, row.get().line());
          progress.refuse(error);
        }
      }
    }
    return Optional.ofNullable(reason);
  }

  /**
   * Sends the rows behind a row, in batches.
   *
   * @param done the number of the last row that needs not be sent
   * @throws JobSuspendedException if the deadline of the delivery has passed
   */
  private void send(UUID jobId, ImportRowReader reader, ImportProgress progress, int done)
      throws IOException {
    List<ProductRow> rows = new ArrayList<>(ROWS_PER_REQUEST);
    int number = 0;
    Optional<ImportRowReader.RawRow> row;
    while ((row = reader.next()).isPresent()) {
      number++;
      if (number <= done) {
        continue;
      }
      progress.begin(number, row.get().line());
      switch (parse(number, row.get())) {
        case ProductRowParser.ParsedRow.ValidRow(ProductRow valid) -> rows.add(valid);
        case ProductRowParser.ParsedRow.InvalidRow(RowError error) -> progress.refuse(error);
      }
      if (rows.size() == ROWS_PER_REQUEST) {
        send(jobId, rows, progress);
        if (DeliveryDeadline.hasPassed()) {
          throw new JobSuspendedException(progress.checkpoint(number));
        }
      }
    }
    send(jobId, rows, progress);
  }

  private static ProductRowParser.ParsedRow parse(int number, ImportRowReader.RawRow row) {
    return switch (row) {
      case ImportRowReader.RawRow.RowFields(int line, Map<String, String> fields) ->
          ProductRowParser.parse(number, fields);
      case ImportRowReader.RawRow.UnreadableRow(int line, String reason) ->
          new ProductRowParser.ParsedRow.InvalidRow(new RowError(number, line, reason, null));
    };
  }

  private void send(UUID jobId, List<ProductRow> rows, ImportProgress progress) {
    if (rows.isEmpty()) {
      return;
    }
    progress.add(products.importRows(jobId, List.copyOf(rows)));
    rows.clear();
    progress.clearLines();
  }

  private static JobOutcome outcome(
      Envelope<ImportJob> job, JobStatus status, ImportProgress progress, @Nullable String reason) {
    ImportJob data = job.data();
    ImportResult result =
        new ImportResult(
            data.jobId(),
            data.importId(),
            status == JobStatus.DONE ? ImportOutcome.DONE : ImportOutcome.FAILED,
            progress.accepted(),
            progress.refused(),
            progress.errors(),
            reason);
    return new JobOutcome(
        status,
        result,
        new JobOutcome.Reply(
            data.replyTo(), Message.of("catalog-import-result", job.aggregateId(), result)));
  }
}
