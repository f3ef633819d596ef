package dev.ecommercestack.event.discount;

import dev.ecommercestack.event.benefit.BenefitValue;
import dev.ecommercestack.platform.validation.Printable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The request to create a discount.
 *
 * @param name the name shown to users, at most 200 characters
 * @param scope the products that it applies to
 * @param benefit the reduction: a percentage of a line, or an amount off each unit
 * @param startsAt the start, inclusive; absent means now
 * @param endsAt the end, exclusive; absent means without end
 * @param confirmed must be true for a percentage of 90 or more and an amount of 100,000 minor units
 *     or more
 */
public record DiscountRequest(
    @NotBlank
        @Size(max = 200)
        @Pattern(regexp = Printable.VISIBLE_LINE, message = Printable.VISIBLE_MESSAGE)
        String name,
    @NotNull @Valid DiscountScope scope,
    @NotNull @Valid BenefitValue benefit,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Boolean confirmed) {}
