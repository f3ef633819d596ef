package dev.ecommercestack.product.imports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The progress of an import.
 *
 * @param id the id of the import
 * @param status the progress of the import
 * @param format the format of the list
 * @param bytes the length of the list in bytes
 * @param rows the number of rows
 * @param accepted the number of rows that are in the catalogue so far
 * @param refused the number of rows that were refused so far
 * @param errors the first refused rows; empty until the import has ended
 * @param errorsOmitted the number of refused rows that are not in {@code errors}
 * @param reason the code of the reason why the import failed; null unless it failed
 * @param detail the explanation of {@code reason}; null if there is no reason or no text for it
 * @param createdAt the time of the upload
 * @param endedAt the time at which the import ended; null until then
 */
@Schema(name = "CatalogImport")
record CatalogImportResponse(
    UUID id,
    CatalogImport.ImportStatus status,
    ImportFormat format,
    long bytes,
    int rows,
    int accepted,
    int refused,
    List<RefusedRowResponse> errors,
    int errorsOmitted,
    @Nullable String reason,
    @Nullable String detail,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /**
   * A refused row.
   *
   * @param line the line of the list on which the row begins, from 1; null if it is not known
   * @param row the number of the row, from 1; the header is not counted
   * @param reason the reason code
   * @param field the invalid field; null if the reason concerns the whole row
   * @param detail what is wrong and what to write instead; null if there is no text for the reason
   */
  @Schema(name = "RefusedRow")
  record RefusedRowResponse(
      @Nullable Integer line,
      int row,
      String reason,
      @Nullable String field,
      @Nullable String detail) {}

  static CatalogImportResponse of(CatalogImport catalogImport) {
    List<RefusedRowResponse> errors =
        catalogImport.errors().stream()
            .map(
                error ->
                    new RefusedRowResponse(
                        error.line(),
                        error.row(),
                        error.reason(),
                        error.field(),
                        ImportReasonTexts.ofRow(error.reason(), error.field())))
            .toList();
    String reason = catalogImport.reason();
    return new CatalogImportResponse(
        catalogImport.id(),
        catalogImport.status(),
        catalogImport.format(),
        catalogImport.bytes(),
        catalogImport.rows(),
        catalogImport.accepted(),
        catalogImport.refused(),
        errors,
        catalogImport.endedAt() == null ? 0 : Math.max(catalogImport.refused() - errors.size(), 0),
        reason,
        reason == null ? null : ImportReasonTexts.ofImport(reason),
        catalogImport.createdAt(),
        catalogImport.endedAt());
  }
}
