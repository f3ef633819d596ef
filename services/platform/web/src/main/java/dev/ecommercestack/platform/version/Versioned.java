package dev.ecommercestack.platform.version;

/**
 * A response body with the version of its resource. The response has the version as {@code ETag},
 * which a client sends back as {@code If-Match}. It is no validator of a cache: other parts of the
 * body may change without the version.
 */
public interface Versioned {
  /** Returns the number of changes of the resource, from 0. */
  long version();
}
