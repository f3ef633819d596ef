package dev.ecommercestack.order.aggregate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * How the customer is written to, as the access token said when the order was placed.
 *
 * @param email where; without one nothing is written
 * @param name how to greet
 * @param locale {@code ko} or {@code en}
 */
@Embeddable
public record Contact(
    @Column(name = "contact_email") @Nullable String email,
    @Column(name = "contact_name") @Nullable String name,
    String locale) {}
