package dev.ecommercestack.order.aggregate;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * An always-on discount that applied to an order.
 *
 * @param discountId which
 * @param name shown to the customer
 * @param amount minor units
 */
@Embeddable
public record OrderDiscount(UUID discountId, String name, long amount) {}
