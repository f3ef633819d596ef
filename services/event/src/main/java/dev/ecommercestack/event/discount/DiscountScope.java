package dev.ecommercestack.event.discount;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The products that a discount applies to.
 *
 * @param type the kind of the scope
 * @param ids the ids of the categories (at most 100) or products (at most 1000); null for ALL
 */
public record DiscountScope(
    @NotNull Type type, @Nullable @Size(max = 1000) List<@NotNull UUID> ids) {
  /** The kind of a scope. */
  public enum Type {
    ALL,
    CATEGORY,
    PRODUCT
  }
}
