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
 * Coupons. Each change names the states from which it is allowed and returns how many coupons were
 * changed: 0 or 1.
 */
interface CouponRepository extends Repository<Coupon, UUID> {
  Optional<Coupon> findById(UUID id);

  /** A user's coupons behind a place in the list, the newest first. */
  List<Coupon> findByUserIdAndIdLessThanOrderByIdDesc(UUID userId, UUID before, Limit limit);

  /** Coupons that an order holds or has redeemed. */
  List<Coupon> findByOrderIdAndStatusNot(UUID orderId, CouponStatus status);

  /** Coupons whose hold has run out. */
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

  /** Also after its hold has run out, as long as nobody else took the coupon. */
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

  /** The order stays with it: it may still redeem while nobody else took the coupon. */
  @Modifying(clearAutomatically = true)
  @NativeQuery(
      "update coupon set status = 'AVAILABLE', held_until = null where id = :id and status = 'HELD'")
  int endHold(@Param("id") UUID id);

  /** What another order is told must not become the price of the one that holds the coupon. */
  @Modifying(clearAutomatically = true)
  @NativeQuery(
      """
      update coupon set quoted = :amount, quoted_in = :currency
      where id = :id and (status = 'AVAILABLE' or status = 'HELD' and held_until <= :now)
      """)
  int quote(
      @Param("id") UUID id,
      @Param("amount") long amount,
      @Param("currency") String in,
      @Param("now") Instant now);

  /** What it takes off the order that holds it, which the caller has made sure of. */
  @Modifying(clearAutomatically = true)
  @NativeQuery("update coupon set quoted = :amount, quoted_in = :currency where id = :id")
  int price(@Param("id") UUID id, @Param("amount") long amount, @Param("currency") String in);
}
