package dev.ecommercestack.product.imports;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A part of an import.
 *
 * @param jobId of which import
 * @param rows at most 500; each is checked for itself
 */
record ImportRequest(
    @NotNull UUID jobId, @NotNull @Size(min = 1, max = 500) List<@NotNull ImportRow> rows) {}
