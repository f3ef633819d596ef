package dev.ecommercestack.order.entity;

import dev.ecommercestack.order.lifecycle.OrderStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table {@code orders} with its lines and discounts. */
public interface OrderRepository extends Repository<Order, UUID> {
  /**
   * Writes an order at once, so that rows of other tables may refer to a new one, and a changed one
   * has its new version.
   *
   * @param order the new or changed order
   */
  Order saveAndFlush(Order order);

  /**
   * Returns an order.
   *
   * @param id the id of the order
   */
  Optional<Order> findById(UUID id);

  /**
   * Returns a page of orders, the newest first.
   *
   * @param userId the id of the customer; null for the orders of all customers
   * @param status the status of the orders; null for all
   * @param before the id of the last order of the previous page; null for the first page
   * @param limit the greatest number of orders
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
