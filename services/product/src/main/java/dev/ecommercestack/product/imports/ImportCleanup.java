package dev.ecommercestack.product.imports;

import dev.ecommercestack.product.ProductSettings;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends imports that the worker has not ended in time, and deletes old ones. Any number of instances
 * may do so at once.
 */
@Component
class ImportCleanup {
  private static final Logger log = LoggerFactory.getLogger(ImportCleanup.class);
  private static final int DELETE_BATCH_SIZE = 5_000;

  private final CatalogImportRepository repository;
  private final ProductSettings.ImportSettings settings;
  private final Clock clock;

  ImportCleanup(CatalogImportRepository repository, ProductSettings settings, Clock clock) {
    this.repository = repository;
    this.settings = settings.imports();
    this.clock = clock;
  }

  @Scheduled(
      fixedDelayString = "${product.imports.sweep-interval}",
      initialDelayString = "${product.imports.sweep-interval}")
  void expireAndDelete() {
    Instant now = clock.instant();
    int expired = repository.expire(now, settings.longestRun());
    if (expired > 0) {
      log.warn("The worker did not end {} imports in time: they are FAILED", expired);
    }
    int deleted;
    do {
      deleted = repository.deleteCreatedBefore(now.minus(settings.lifetime()), DELETE_BATCH_SIZE);
    } while (deleted == DELETE_BATCH_SIZE);
  }
}
