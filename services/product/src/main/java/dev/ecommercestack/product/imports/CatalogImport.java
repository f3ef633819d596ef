package dev.ecommercestack.product.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The import of a list of products that an administrator uploaded.
 *
 * @param id the id of the import
 * @param requestedBy the id of the administrator
 * @param format the format of the list
 * @param bytes the length of the list in bytes
 * @param rows the number of rows: as scanned, and as read once the import is done
 * @param status the progress of the import
 * @param accepted the number of rows that are in the catalogue so far
 * @param refused the number of rows that were refused so far
 * @param errors the first refused rows; empty until the import has ended
 * @param reason the code of the reason why the import failed; null unless it failed
 * @param createdAt the time of the upload
 * @param endedAt the time at which the import ended; null until then
 */
record CatalogImport(
    UUID id,
    UUID requestedBy,
    ImportFormat format,
    long bytes,
    int rows,
    ImportStatus status,
    int accepted,
    int refused,
    List<RefusedRow> errors,
    @Nullable String reason,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /** The progress of an import. */
  enum ImportStatus {
    /** The worker has not fetched the list yet. */
    QUEUED,
    /** The worker has fetched the list. */
    RUNNING,
    /** Every row was accepted or refused. */
    DONE,
    /** The import ended before that. */
    FAILED
  }

  /** Returns the import of a list that has just been uploaded. */
  static CatalogImport queued(
      UUID id, UUID requestedBy, ImportFormat format, long bytes, int rows, Instant now) {
    return new CatalogImport(
        id,
        requestedBy,
        format,
        bytes,
        rows,
        ImportStatus.QUEUED,
        0,
        0,
        List.of(),
        null,
        now,
        null);
  }
}
