package dev.ecommercestack.product.category;

import java.time.Instant;
import java.util.UUID;

/**
 * A category.
 *
 * @param id its own
 * @param name how people call it
 * @param createdAt when it was made
 */
record CategoryResponse(UUID id, String name, Instant createdAt) {
  static CategoryResponse of(Category category) {
    return new CategoryResponse(category.getId(), category.name(), category.createdAt());
  }
}
