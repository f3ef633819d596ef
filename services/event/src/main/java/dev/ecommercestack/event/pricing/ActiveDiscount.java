package dev.ecommercestack.event.pricing;

import dev.ecommercestack.event.benefit.Benefit;
import java.util.Set;
import java.util.UUID;

/**
 * A discount that applies now to every order.
 *
 * @param discountId the id of the discount
 * @param name the name shown to users
 * @param coverage the products that it covers
 * @param benefit the reduction that it gives
 */
public record ActiveDiscount(UUID discountId, String name, Coverage coverage, Benefit benefit) {
  /** The products that a discount covers. */
  public sealed interface Coverage {
    /** Returns whether the discount applies to an order line. */
    boolean covers(PricedLine line);

    /** All products. */
    record All() implements Coverage {
      @Override
      public boolean covers(PricedLine line) {
        return true;
      }
    }

    /**
     * The products of some categories.
     *
     * @param ids the ids of the categories
     */
    record Categories(Set<UUID> ids) implements Coverage {
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
     * Some products.
     *
     * @param ids the ids of the products
     */
    record Products(Set<UUID> ids) implements Coverage {
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
