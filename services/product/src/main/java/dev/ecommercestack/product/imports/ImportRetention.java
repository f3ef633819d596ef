package dev.ecommercestack.product.imports;

import dev.ecommercestack.product.ProductSettings;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends imports that nobody ends, and forgets old ones. Any number of instances may do so. */
@Component
class ImportRetention {
  private static final Logger log = LoggerFactory.getLogger(ImportRetention.class);
  private static final int PIECE = 5_000;

  private final UploadTable table;
  private final ProductSettings.Imports settings;
  private final Clock clock;

  ImportRetention(UploadTable table, ProductSettings settings, Clock clock) {
    this.table = table;
    this.settings = settings.imports();
    this.clock = clock;
  }

  @Scheduled(
      fixedDelayString = "${product.imports.sweep-interval}",
      initialDelayString = "${product.imports.sweep-interval}")
  void sweep() {
    Instant now = clock.instant();
    int expired = table.expire(now, settings.longestRun());
    if (expired > 0) {
      log.warn("{} imports were not ended by the worker in time", expired);
    }
    int forgotten;
    do {
      forgotten = table.forget(now.minus(settings.lifetime()), PIECE);
    } while (forgotten == PIECE);
  }
}
