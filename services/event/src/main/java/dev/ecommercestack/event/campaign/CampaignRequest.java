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
 * A campaign to be made. It cannot be changed afterwards: whoever queues may rely on it.
 *
 * @param name what it is called, at most 200 characters
 * @param quota how many can win, 1 to 10 million
 * @param startsAt from when on claims count
 * @param endsAt from when on they do not any more
 * @param couponsExpireAt until when its coupons can be used; absent means 30 days after the end
 * @param benefit what a coupon is worth
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
