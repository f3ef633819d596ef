package dev.ecommercestack.product.imports;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
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

/** Keeps lists of products that were uploaded until the worker has taken them over. */
@Service
class Uploads {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);
  private static final int PIECE = 256 * 1024;

  /** The contract's maximum. */
  private static final int MAX_ROWS = 1_000_000;

  private final UploadTable table;
  private final Outbox outbox;
  private final Clock clock;

  Uploads(UploadTable table, Outbox outbox, Clock clock) {
    this.table = table;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Stores a list and asks the worker to take it over: both or neither.
   *
   * @param content can be read more than once
   * @throws ProblemException 400 {@code not_utf8}, {@code empty_import}, {@code too_many_rows}
   */
  @Transactional
  public Upload accept(UUID requestedBy, Format format, InputStreamSource content)
      throws IOException {
    int rows = rows(format, content);
    UUID id = Uuid7.next();
    long bytes = length(content);
    Upload upload =
        Upload.arrived(
            id, requestedBy, format, bytes, rows, clock.instant().truncatedTo(ChronoUnit.MICROS));
    table.insert(upload);
    try (InputStream in = content.getInputStream()) {
      byte[] piece = in.readNBytes(PIECE);
      for (int number = 0; piece.length > 0; number++) {
        table.insertPiece(id, number, piece);
        piece = in.readNBytes(PIECE);
      }
    }
    outbox.job(
        "jobs",
        "catalog-import",
        Message.of(
            "catalog-import-job",
            id,
            new CatalogImportJob(id, id, format, rows, requestedBy, "product")));
    return upload;
  }

  /** Returns an import; empty if there is none, or none any more. */
  @Transactional(readOnly = true)
  public Optional<Upload> find(UUID id) {
    return table.find(id);
  }

  /** Notes that the content of an import is fetched; empty if it has ended or there is none. */
  @Transactional
  public Optional<Upload> begin(UUID id) {
    return table.begin(id) ? table.find(id) : Optional.empty();
  }

  /**
   * Copies the content of an import, a piece at a time and without a transaction around it.
   *
   * @throws IOException also if the import ends meanwhile
   */
  void copy(Upload upload, OutputStream out) throws IOException {
    long left = upload.bytes();
    for (int number = 0; left > 0; number++) {
      byte[] piece =
          table
              .piece(upload.id(), number)
              .orElseThrow(() -> new IOException("Import %s has ended".formatted(upload.id())));
      out.write(piece);
      left -= piece.length;
    }
  }

  /** Ends an import. One that has ended stays as it is. */
  @Transactional
  public void end(CatalogImportResult result) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!table.end(result, now)) {
      log.info("Import {} has ended before, or is forgotten", result.importId());
    }
  }

  private static int rows(Format format, InputStreamSource content) throws IOException {
    ContentScan.Finding finding;
    try (InputStream in = content.getInputStream()) {
      finding = ContentScan.of(format, in);
    }
    if (finding.notUtf8() > 0) {
      throw ProblemException.badRequest(
              "not_utf8",
              "Line %d is not UTF-8. Save the list as UTF-8 and send it again."
                  .formatted(finding.notUtf8()))
          .with("line", finding.notUtf8());
    }
    if (finding.rows() == 0) {
      throw ProblemException.badRequest(
          "empty_import",
          format == Format.CSV
              ? "There is no product in the list: after the line with the names of the columns, write one product per line."
              : "There is no product in the list: write one JSON object per line.");
    }
    if (finding.rows() > MAX_ROWS) {
      throw ProblemException.badRequest(
          "too_many_rows",
          "The list has %d rows; send at most %d at once.".formatted(finding.rows(), MAX_ROWS));
    }
    return finding.rows();
  }

  private static long length(InputStreamSource content) throws IOException {
    try (InputStream in = content.getInputStream()) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
