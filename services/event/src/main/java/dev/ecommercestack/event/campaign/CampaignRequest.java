package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.benefit.BenefitValue;
import dev.ecommercestack.platform.validation.Printable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The request to create a campaign. A campaign cannot be changed afterwards, because users who wait
 * in its queue rely on what it promises.
 *
 * @param name the name shown to users, at most 200 characters
 * @param quota the number of coupons that can be issued, 1 to 10 million
 * @param startsAt the start of the claim window, inclusive
 * @param endsAt the end of the claim window, exclusive
 * @param couponsExpireAt when the coupons expire; absent means 30 days after the end
 * @param benefit the benefit of each coupon
 * @param confirmed must be true for a percentage of 90 or more, an amount of 100,000 minor units or
 *     more, and more than 100,000 coupons
 */
public record CampaignRequest(
    @NotBlank
        @Size(max = 200)
        @Pattern(regexp = Printable.VISIBLE_LINE, message = Printable.VISIBLE_MESSAGE)
        String name,
    @NotNull @Min(1) @Max(10_000_000) Integer quota,
    @NotNull Instant startsAt,
    @NotNull Instant endsAt,
    @Nullable Instant couponsExpireAt,
    @NotNull @Valid BenefitValue benefit,
    @Nullable Boolean confirmed) {}
