package dev.ecommercestack.event.coupon;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/**
 * The table {@code coupon}. Each update has a condition on the present status and returns the
 * number of coupons that were changed: 0 or 1.
 */
interface CouponRepository extends Repository<Coupon, UUID> {
  Optional<Coupon> findById(UUID id);

  /** Returns the coupons of a user with an id smaller than {@code before}, the newest first. */
  List<Coupon> findByUserIdAndIdLessThanOrderByIdDesc(UUID userId, UUID before, Limit limit);

  /** Returns the coupons of an order whose status is not the given one. */
  List<Coupon> findByOrderIdAndStatusNot(UUID orderId, CouponStatus status);

  /** Returns coupons with an expired hold, and locks them. */
  @NativeQuery(
      """
      select * from coupon where status = 'HELD' and held_until <= :now
      order by held_until limit :limit for update skip locked
      """)
  List<Coupon> findExpiredHolds(@Param("now") Instant now, @Param("limit") int limit);

  @Modifying(clearAutomatically = true)
  @NativeQuery(
      """
      update coupon set status = 'HELD', order_id = :order, held_until = :until
      where id = :id and user_id = :user and expires_at > :now
        and (status = 'AVAILABLE' or status = 'HELD' and (order_id = :order or held_until <= :now))
      """)
  int hold(
      @Param("id") UUID id,
      @Param("user") UUID user,
      @Param("order") UUID order,
      @Param("until") Instant until,
      @Param("now") Instant now);

  /** Redeems a coupon, also after its hold has expired if no other order has taken the coupon. */
  @Modifying(clearAutomatically = true)
  @NativeQuery(
      """
      update coupon set status = 'REDEEMED', held_until = null
      where id = :id and order_id = :order and status in ('HELD', 'AVAILABLE')
      """)
  int redeem(@Param("id") UUID id, @Param("order") UUID order);

  @Modifying(clearAutomatically = true)
  @NativeQuery(
      """
      update coupon set status = 'AVAILABLE', order_id = null, held_until = null
      where id = :id and order_id = :order
      """)
  int release(@Param("id") UUID id, @Param("order") UUID order);

  /** Ends a hold and keeps the order: it may still redeem if no other order takes the coupon. */
  @Modifying(clearAutomatically = true)
  @NativeQuery(
      "update coupon set status = 'AVAILABLE', held_until = null where id = :id and status = 'HELD'")
  int endHold(@Param("id") UUID id);

  /** Stores the discount of the last quote, unless an order holds the coupon. */
  @Modifying(clearAutomatically = true)
  @NativeQuery(
      """
      update coupon set quoted = :amount, quoted_in = :currency
      where id = :id and (status = 'AVAILABLE' or status = 'HELD' and held_until <= :now)
      """)
  int storeQuotedDiscount(
      @Param("id") UUID id,
      @Param("amount") long amount,
      @Param("currency") String currency,
      @Param("now") Instant now);

  /** Stores the discount for the order that holds the coupon, which the caller has checked. */
  @Modifying(clearAutomatically = true)
  @NativeQuery("update coupon set quoted = :amount, quoted_in = :currency where id = :id")
  int storeHeldDiscount(
      @Param("id") UUID id, @Param("amount") long amount, @Param("currency") String currency);
}
