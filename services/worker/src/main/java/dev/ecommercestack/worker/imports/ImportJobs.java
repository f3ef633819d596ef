package dev.ecommercestack.worker.imports;

import dev.ecommercestack.common.messaging.Envelope;
import dev.ecommercestack.common.messaging.Message;
import dev.ecommercestack.worker.imports.ImportResult.Outcome;
import dev.ecommercestack.worker.job.JobHandler;
import dev.ecommercestack.worker.job.JobOutcome;
import dev.ecommercestack.worker.job.JobRunner;
import dev.ecommercestack.worker.job.JobStatus;
import dev.ecommercestack.worker.job.JobType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final int MAX_ERRORS = 100;

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
    Tally tally = new Tally();
    try {
      Path content = catalog.fetch(data.importId());
      try {
        bring(data, content, tally);
      } finally {
        ProductCatalog.delete(content);
      }
      return outcome(job, JobStatus.DONE, tally, null);
    } catch (UnreadableContentException e) {
      return outcome(job, JobStatus.FAILED, tally, e.reason());
    }
  }

  private void bring(ImportJob job, Path content, Tally tally) {
    try (BufferedReader in = Files.newBufferedReader(content, StandardCharsets.UTF_8)) {
      Rows rows =
          switch (job.format()) {
            case CSV -> Rows.csv(in);
            case JSON_LINES -> Rows.jsonLines(in, json);
          };
      List<ProductRow> chunk = new ArrayList<>(CHUNK);
      int number = 0;
      Optional<Map<String, String>> row;
      while ((row = rows.next()).isPresent()) {
        number++;
        switch (RowReader.read(number, row.get())) {
          case RowReader.Read.Good(ProductRow good) -> chunk.add(good);
          case RowReader.Read.Bad(RowError error) -> tally.refuse(error);
        }
        if (chunk.size() == CHUNK) {
          send(job.jobId(), chunk, tally);
        }
      }
      send(job.jobId(), chunk, tally);
    } catch (CharacterCodingException e) {
      throw new UnreadableContentException("NOT_UTF8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send(UUID jobId, List<ProductRow> chunk, Tally tally) {
    if (chunk.isEmpty()) {
      return;
    }
    if (leaving) {
      // The message goes back to the queue; another instance begins again.
      throw new ResourceAccessException("The service is leaving");
    }
    tally.add(catalog.take(jobId, List.copyOf(chunk)));
    chunk.clear();
  }

  private static JobOutcome outcome(
      Envelope<ImportJob> job, JobStatus status, Tally tally, @Nullable String reason) {
    ImportJob data = job.data();
    ImportResult result =
        new ImportResult(
            data.jobId(),
            data.importId(),
            status == JobStatus.DONE ? Outcome.DONE : Outcome.FAILED,
            tally.accepted,
            tally.refused,
            List.copyOf(tally.errors),
            reason);
    return new JobOutcome(
        status,
        result,
        new JobOutcome.Reply(
            data.replyTo(), Message.of("catalog-import-result", job.aggregateId(), result)));
  }

  private static final class Tally {
    private int accepted;
    private int refused;
    private final List<RowError> errors = new ArrayList<>();

    void refuse(RowError error) {
      refused++;
      note(error);
    }

    void add(ProductCatalog.Taken taken) {
      accepted += taken.accepted();
      refused += taken.refused();
      taken.errors().forEach(this::note);
    }

    private void note(RowError error) {
      if (errors.size() < MAX_ERRORS) {
        errors.add(error);
      }
    }
  }
}
