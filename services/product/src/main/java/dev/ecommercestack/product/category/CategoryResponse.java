package dev.ecommercestack.product.category;

import java.time.Instant;
import java.util.UUID;

/**
 * A category.
 *
 * @param id the id of the category
 * @param name the name
 * @param createdAt the time of its creation
 */
record CategoryResponse(UUID id, String name, Instant createdAt) {
  static CategoryResponse of(Category category) {
    return new CategoryResponse(category.getId(), category.name(), category.createdAt());
  }
}
