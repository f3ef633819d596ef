package dev.ecommercestack.platform.request;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Distinguishes public requests, which come from clients of the shop's API, from calls of other
 * services.
 */
final class PublicRequests {
  private static final String PATH_PREFIX = "/api/v1/";

  /** The pattern of their paths. */
  static final String PATH_PATTERN = PATH_PREFIX + "**";

  private PublicRequests() {}

  /** Returns whether the request that this thread answers is a public one. */
  static boolean isCurrent() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
        && current.getRequest().getServletPath().startsWith(PATH_PREFIX);
  }
}
