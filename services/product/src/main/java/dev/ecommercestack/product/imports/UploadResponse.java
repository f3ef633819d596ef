package dev.ecommercestack.product.imports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a list of products.
 *
 * @param rows how many it has
 * @param accepted how many of them are in the catalogue, so far or at last
 * @param refused how many are not
 * @param errors the first of those
 * @param errorsOmitted how many more there are
 * @param reason why it failed as a whole: a code
 * @param detail the same for people
 */
@Schema(name = "CatalogImport")
record UploadResponse(
    UUID id,
    Upload.Status status,
    Format format,
    long bytes,
    int rows,
    int accepted,
    int refused,
    List<Refused> errors,
    int errorsOmitted,
    @Nullable String reason,
    @Nullable String detail,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /**
   * A row that is not in the catalogue.
   *
   * @param line of the list on which it begins, 1 for the first
   * @param row 1 for the first; the names of the columns are none
   * @param reason a code
   * @param field which field is wrong, if it is one
   * @param detail what is wrong and what to write instead, for people
   */
  @Schema(name = "RefusedRow")
  record Refused(
      @Nullable Integer line,
      int row,
      String reason,
      @Nullable String field,
      @Nullable String detail) {}

  static UploadResponse of(Upload upload) {
    List<Refused> errors =
        upload.errors().stream()
            .map(
                error ->
                    new Refused(
                        error.line(),
                        error.row(),
                        error.reason(),
                        error.field(),
                        Explanations.row(error.reason(), error.field())))
            .toList();
    String reason = upload.reason();
    return new UploadResponse(
        upload.id(),
        upload.status(),
        upload.format(),
        upload.bytes(),
        upload.rows(),
        upload.accepted(),
        upload.refused(),
        errors,
        upload.endedAt() == null ? 0 : Math.max(upload.refused() - errors.size(), 0),
        reason,
        reason == null ? null : Explanations.whole(reason),
        upload.createdAt(),
        upload.endedAt());
  }
}
