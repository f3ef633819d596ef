package dev.ecommercestack.product.imports;

import java.util.UUID;

/**
 * Data of the message {@code catalog-import-job}.
 *
 * @param jobId the id of the job
 * @param importId the id of the import whose content the worker fetches
 * @param format the format of the content
 * @param rows the number of rows in the content
 * @param requestedBy the id of the administrator who uploaded the list
 * @param replyTo the routing key of the result
 */
record CatalogImportJob(
    UUID jobId, UUID importId, ImportFormat format, int rows, UUID requestedBy, String replyTo) {}
