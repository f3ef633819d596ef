package dev.ecommercestack.platform.web;

import java.time.Duration;
import org.springframework.http.CacheControl;

/** Cache-Control of responses that are the same for all clients. Without it none may be kept. */
public final class SharedResponses {
  /**
   * Shared caches, such as that of the gateway, keep it for a second; browsers always ask again.
   */
  public static final CacheControl FOR_A_SECOND =
      CacheControl.maxAge(Duration.ZERO).sMaxAge(Duration.ofSeconds(1)).mustRevalidate();

  private SharedResponses() {}
}
