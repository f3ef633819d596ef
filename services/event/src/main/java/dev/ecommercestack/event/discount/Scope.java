package dev.ecommercestack.event.discount;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a discount applies to: {@code {"type": "ALL"}} or {@code {"type": "CATEGORY", "ids":
 * [...]}}.
 *
 * @param type which kind
 * @param ids categories (at most 100) or products (at most 1000); absent for ALL
 */
public record Scope(@NotNull Type type, @Nullable @Size(max = 1000) List<@NotNull UUID> ids) {
  /** What a discount can apply to. */
  public enum Type {
    ALL,
    CATEGORY,
    PRODUCT
  }
}
