package dev.ecommercestack.order.management;

import dev.ecommercestack.order.entity.Order;
import dev.ecommercestack.order.entity.OrderRepository;
import dev.ecommercestack.order.entity.ShippingAddress;
import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.order.lifecycle.SagaEvent;
import dev.ecommercestack.order.lifecycle.SagaState;
import dev.ecommercestack.order.saga.SagaService;
import dev.ecommercestack.platform.paging.Cursor;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.version.IfMatch;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads, changes, cancels and fulfils orders for customers and administrators. */
@Service
class OrderService {
  private final OrderRepository orders;
  private final SagaService sagas;
  private final Clock clock;

  OrderService(OrderRepository orders, SagaService sagas, Clock clock) {
    this.orders = orders;
    this.sagas = sagas;
    this.clock = clock;
  }

  // Reading an order takes several statements while its saga may change it: REPEATABLE_READ gives
  // them one snapshot.

  /**
   * Returns an order.
   *
   * @param user the customer who placed it, or an administrator
   * @param id the id of the order
   * @throws ProblemException 404 {@code order_not_found}
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  OrderResponse read(CurrentUser user, UUID id) {
    Order order =
        orders.findById(id).filter(o -> mayAccess(user, o)).orElseThrow(() -> notFound(id));
    return OrderResponse.of(order, state(sagas.states(List.of(id)), id));
  }

  /**
   * Returns a page of orders, the newest first.
   *
   * @param user the caller; a customer gets only the own orders
   * @param customerId the customer whose orders an administrator requests; null for all customers
   * @param status the status of the orders; null for all
   * @param query the cursor and size of the page
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Page<OrderResponse> list(
      CurrentUser user, @Nullable UUID customerId, @Nullable OrderStatus status, PageQuery query) {
    UUID before = query.after(1).map(cursor -> cursor.uuid(0)).orElse(null);
    List<Order> rows =
        orders.page(
            user.admin() ? customerId : user.id(), status, before, Limit.of(query.size() + 1));
    Map<UUID, SagaState> states = sagas.states(rows.stream().map(Order::id).toList());
    return Page.of(rows, query, order -> Cursor.of(order.id()))
        .map(order -> OrderResponse.of(order, state(states, order.id())));
  }

  /**
   * Changes the shipping address.
   *
   * @param user the customer who placed the order, or an administrator
   * @param id the id of the order
   * @param ifMatch the versions of the order that may be changed; null for any
   * @param address the new address
   * @throws ProblemException 409 {@code order_not_changeable}, 412 {@code precondition_failed}
   */
  @Transactional
  OrderResponse change(
      CurrentUser user, UUID id, @Nullable IfMatch ifMatch, ShippingAddress address) {
    Order order = lock(user, id);
    if (ifMatch != null) {
      ifMatch.require(order.storedVersion());
    }
    if (!order.status().beforeShipping()) {
      throw conflict(
          order,
          ProblemCode.ORDER_NOT_CHANGEABLE,
          "The address of an order can be changed until the order is shipped; this order is %s.");
    }
    order.changeShippingAddress(address, now());
    return changed(order, state(sagas.states(List.of(id)), id));
  }

  /**
   * Cancels an order. A repeated request gets the same answer.
   *
   * @param user the customer who placed the order, or an administrator
   * @param id the id of the order
   * @throws ProblemException 409 {@code order_not_cancellable}
   */
  @Transactional
  OrderResponse cancel(CurrentUser user, UUID id) {
    Order order = lock(user, id);
    if (!order.status().beforeShipping() && order.status() != OrderStatus.CANCELLED) {
      throw conflict(
          order,
          ProblemCode.ORDER_NOT_CANCELLABLE,
          "An order can be cancelled until it is shipped; this order is %s.");
    }
    SagaState saga = sagas.handle(id, new SagaEvent.CancelRequested()).orElseThrow();
    return changed(order, saga);
  }

  /**
   * Stores that an order was shipped or delivered. A repeated request gets the same answer.
   *
   * @param user an administrator
   * @param id the id of the order
   * @param fulfilment whether the order was shipped or delivered
   * @throws ProblemException 409 {@code order_not_shippable}, {@code order_not_shipped}
   */
  @Transactional
  OrderResponse fulfil(CurrentUser user, UUID id, FulfilmentRequest.Fulfilment fulfilment) {
    Order order = lock(user, id);
    boolean shipping = fulfilment == FulfilmentRequest.Fulfilment.SHIPPED;
    SagaState saga =
        sagas
            .handle(id, shipping ? new SagaEvent.Shipped() : new SagaEvent.Delivered())
            .orElseThrow();
    OrderStatus requested = shipping ? OrderStatus.SHIPPED : OrderStatus.DELIVERED;
    if (order.status() != requested) {
      throw shipping
          ? conflict(
              order,
              ProblemCode.ORDER_NOT_SHIPPABLE,
              "Only a confirmed order can be shipped; this order is %s.")
          : conflict(
              order,
              ProblemCode.ORDER_NOT_SHIPPED,
              "Only a shipped order can be delivered; this order is %s.");
    }
    return changed(order, saga);
  }

  /** Locks the order before reading it, so that it does not change in between. */
  private Order lock(CurrentUser user, UUID id) {
    sagas.lock(id);
    return orders.findById(id).filter(o -> mayAccess(user, o)).orElseThrow(() -> notFound(id));
  }

  /** Stores the order first, so that the response has the new version. */
  private OrderResponse changed(Order order, SagaState saga) {
    return OrderResponse.of(orders.saveAndFlush(order), saga);
  }

  private static boolean mayAccess(CurrentUser user, Order order) {
    return user.admin() || order.userId().equals(user.id());
  }

  private static SagaState state(Map<UUID, SagaState> states, UUID id) {
    return Objects.requireNonNull(states.get(id), "every order has a saga");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static ProblemException notFound(UUID id) {
    return new ProblemException(ProblemCode.ORDER_NOT_FOUND, "You have no order %s.".formatted(id));
  }

  private static ProblemException conflict(Order order, ProblemCode code, String detail) {
    return new ProblemException(code, detail.formatted(order.status()))
        .with("orderStatus", order.status().name());
  }
}
