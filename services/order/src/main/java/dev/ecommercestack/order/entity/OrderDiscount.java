package dev.ecommercestack.order.entity;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * An always-on discount that applied to an order.
 *
 * @param discountId the id of the discount
 * @param name the name that customers see
 * @param amount the amount that it takes off the order, in minor units
 */
@Embeddable
public record OrderDiscount(UUID discountId, String name, long amount) {}
