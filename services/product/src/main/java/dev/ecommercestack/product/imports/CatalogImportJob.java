package dev.ecommercestack.product.imports;

import java.util.UUID;

/**
 * Data of {@code catalog-import-job}.
 *
 * @param importId under which the content is fetched
 * @param replyTo routing key of the result
 */
record CatalogImportJob(
    UUID jobId, UUID importId, Format format, int rows, UUID requestedBy, String replyTo) {}
