package dev.ecommercestack.order.aggregate;

import dev.ecommercestack.platform.validation.Printable;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where the goods go.
 *
 * @param recipient name on the parcel
 * @param line1 street and number
 * @param line2 building, floor, company
 * @param city city or town
 * @param region state or province
 * @param postalCode as the country writes it
 * @param country ISO 3166-1 alpha-2
 * @param phone for the carrier
 */
@Embeddable
public record ShippingAddress(
    @NotBlank
        @Size(max = 100)
        @Pattern(regexp = Printable.VISIBLE_LINE, message = Printable.VISIBLE_MESSAGE)
        String recipient,
    @NotBlank
        @Size(max = 200)
        @Pattern(regexp = Printable.VISIBLE_LINE, message = Printable.VISIBLE_MESSAGE)
        String line1,
    @Nullable @Size(max = 200) @Pattern(regexp = Printable.LINE, message = Printable.MESSAGE)
        String line2,
    @NotBlank
        @Size(max = 100)
        @Pattern(regexp = Printable.VISIBLE_LINE, message = Printable.VISIBLE_MESSAGE)
        String city,
    @Nullable @Size(max = 100) @Pattern(regexp = Printable.LINE, message = Printable.MESSAGE)
        String region,
    @NotBlank
        @Size(max = 20)
        @Pattern(regexp = Printable.VISIBLE_LINE, message = Printable.VISIBLE_MESSAGE)
        String postalCode,
    @NotBlank @Pattern(regexp = "[A-Z]{2}", message = "must be two capital letters, for example KR")
        String country,
    @Nullable @Size(max = 40) @Pattern(regexp = Printable.LINE, message = Printable.MESSAGE)
        String phone) {}
