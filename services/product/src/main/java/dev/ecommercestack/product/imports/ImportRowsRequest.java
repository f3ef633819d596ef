package dev.ecommercestack.product.imports;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A part of the rows of an import.
 *
 * @param jobId the id of the import job
 * @param rows at most 500 rows; each is validated on its own
 */
record ImportRowsRequest(
    @NotNull UUID jobId, @NotNull @Size(min = 1, max = 500) List<@NotNull ImportRow> rows) {}
