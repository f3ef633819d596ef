package dev.ecommercestack.event.pricing;

import dev.ecommercestack.event.benefit.Benefit;
import java.util.Set;
import java.util.UUID;

/**
 * A discount that anybody gets.
 *
 * @param discountId its id
 * @param name what it is called
 * @param reach what it applies to
 * @param benefit what it takes off
 */
public record Offer(UUID discountId, String name, Reach reach, Benefit benefit) {
  /** What a discount applies to. */
  public sealed interface Reach {
    /** Returns whether a line is meant. */
    boolean covers(PricedLine line);

    /** Everything. */
    record All() implements Reach {
      @Override
      public boolean covers(PricedLine line) {
        return true;
      }
    }

    /**
     * Products of certain categories.
     *
     * @param ids the categories
     */
    record Categories(Set<UUID> ids) implements Reach {
      /** Copies the ids. */
      public Categories {
        ids = Set.copyOf(ids);
      }

      @Override
      public boolean covers(PricedLine line) {
        return line.categoryId() != null && ids.contains(line.categoryId());
      }
    }

    /**
     * Certain products.
     *
     * @param ids the products
     */
    record Products(Set<UUID> ids) implements Reach {
      /** Copies the ids. */
      public Products {
        ids = Set.copyOf(ids);
      }

      @Override
      public boolean covers(PricedLine line) {
        return ids.contains(line.productId());
      }
    }
  }
}
