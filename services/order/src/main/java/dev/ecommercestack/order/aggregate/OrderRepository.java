package dev.ecommercestack.order.aggregate;

import dev.ecommercestack.order.lifecycle.OrderStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Orders in the database. */
public interface OrderRepository extends Repository<Order, UUID> {
  /** Stores a new order at once, so that rows may refer to it. */
  Order saveAndFlush(Order order);

  /** Returns an order. */
  Optional<Order> findById(UUID id);

  /**
   * Returns orders, the newest first.
   *
   * @param userId whose; null for everybody's
   * @param status which; null for all
   * @param before only those placed before this one; null for the first page
   */
  @Query(
      """
      select o from Order o
      where (:userId is null or o.userId = :userId)
        and (:status is null or o.status = :status)
        and (:before is null or o.id < :before)
      order by o.id desc
      """)
  List<Order> page(
      @Nullable UUID userId, @Nullable OrderStatus status, @Nullable UUID before, Limit limit);
}
