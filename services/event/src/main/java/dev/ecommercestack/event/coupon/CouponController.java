package dev.ecommercestack.event.coupon;

import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP endpoint that lists the coupons of a user. */
@RestController
@Tag(name = "Coupons")
class CouponController {
  private final Coupons coupons;

  CouponController(Coupons coupons) {
    this.coupons = coupons;
  }

  @Operation(summary = "List your coupons, the newest first")
  @GetMapping("/api/v1/coupons")
  Page<CouponResponse> listCoupons(CurrentUser user, PageQuery query) {
    return coupons.list(user.id(), query);
  }
}
