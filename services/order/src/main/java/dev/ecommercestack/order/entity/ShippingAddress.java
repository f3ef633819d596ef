package dev.ecommercestack.order.entity;

import dev.ecommercestack.platform.validation.Printable;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The address that the goods are sent to.
 *
 * @param recipient the name on the parcel
 * @param line1 the street and number
 * @param line2 the building, floor or company; null if there is none
 * @param city the city or town
 * @param region the state or province; null if there is none
 * @param postalCode the postal code in the country's notation
 * @param country the ISO 3166-1 alpha-2 code
 * @param phone the telephone number for the carrier; null if unknown
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
