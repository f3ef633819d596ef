package dev.ecommercestack.product.imports;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores uploaded lists until the worker has imported them. */
@Service
class CatalogImports {
  private static final Logger log = LoggerFactory.getLogger(CatalogImports.class);
  private static final int CHUNK_BYTES = 256 * 1024;

  /** The maximum of the message contract. */
  private static final int MAX_ROWS = 1_000_000;

  private final CatalogImportRepository repository;
  private final Outbox outbox;
  private final Clock clock;

  CatalogImports(CatalogImportRepository repository, Outbox outbox, Clock clock) {
    this.repository = repository;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Stores a list and sends its import job to the worker, in one transaction.
   *
   * @param requestedBy the id of the administrator
   * @param format the format of the content
   * @param content the list; it is read more than once
   * @throws ProblemException 400 {@code not_utf8}, {@code empty_import}, {@code too_many_rows}
   */
  @Transactional
  public CatalogImport accept(UUID requestedBy, ImportFormat format, InputStreamSource content)
      throws IOException {
    int rows = countRows(format, content);
    UUID id = Uuid7.next();
    long bytes = length(content);
    CatalogImport catalogImport =
        CatalogImport.queued(
            id, requestedBy, format, bytes, rows, clock.instant().truncatedTo(ChronoUnit.MICROS));
    repository.insert(catalogImport);
    try (InputStream in = content.getInputStream()) {
      byte[] chunk = in.readNBytes(CHUNK_BYTES);
      for (int number = 0; chunk.length > 0; number++) {
        repository.insertChunk(id, number, chunk);
        chunk = in.readNBytes(CHUNK_BYTES);
      }
    }
    outbox.job(
        "jobs",
        "catalog-import",
        Message.of(
            "catalog-import-job",
            id,
            new CatalogImportJob(id, id, format, rows, requestedBy, "product")));
    return catalogImport;
  }

  /** Returns an import; empty if there is none, or none any more. */
  @Transactional(readOnly = true)
  public Optional<CatalogImport> find(UUID id) {
    return repository.find(id);
  }

  /** Marks an import as running and returns it; empty if it has ended or is unknown. */
  @Transactional
  public Optional<CatalogImport> begin(UUID id) {
    return repository.begin(id) ? repository.find(id) : Optional.empty();
  }

  /**
   * Copies the content of an import, chunk by chunk and without a transaction.
   *
   * @throws IOException if the import ends meanwhile, or the output fails
   */
  void copy(CatalogImport catalogImport, OutputStream out) throws IOException {
    long remainingBytes = catalogImport.bytes();
    for (int number = 0; remainingBytes > 0; number++) {
      byte[] chunk =
          repository
              .chunk(catalogImport.id(), number)
              .orElseThrow(
                  () -> new IOException("Import %s has ended".formatted(catalogImport.id())));
      out.write(chunk);
      remainingBytes -= chunk.length;
    }
  }

  /** Ends an import. An import that has ended before is not changed. */
  @Transactional
  public void end(CatalogImportResult result) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!repository.end(result, now)) {
      log.info("Import {} has ended before or was deleted", result.importId());
    }
  }

  private static int countRows(ImportFormat format, InputStreamSource content) throws IOException {
    ContentScan.ScanResult scan;
    try (InputStream in = content.getInputStream()) {
      scan = ContentScan.of(format, in);
    }
    if (scan.invalidLine() > 0) {
      throw new ProblemException(
              ProblemCode.NOT_UTF8,
              "Line %d is not UTF-8. Save the list as UTF-8 and send it again."
                  .formatted(scan.invalidLine()))
          .with("line", scan.invalidLine());
    }
    if (scan.rows() == 0) {
      throw new ProblemException(
          ProblemCode.EMPTY_IMPORT,
          format == ImportFormat.CSV
              ? "There is no product in the list: after the line with the names of the columns, write one product per line."
              : "There is no product in the list: write one JSON object per line.");
    }
    if (scan.rows() > MAX_ROWS) {
      throw new ProblemException(
          ProblemCode.TOO_MANY_ROWS,
          "The list has %d rows; send at most %d at once.".formatted(scan.rows(), MAX_ROWS));
    }
    return scan.rows();
  }

  private static long length(InputStreamSource content) throws IOException {
    try (InputStream in = content.getInputStream()) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
