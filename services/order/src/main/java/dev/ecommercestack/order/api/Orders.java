package dev.ecommercestack.order.api;

import dev.ecommercestack.order.aggregate.Contact;
import dev.ecommercestack.order.aggregate.Order;
import dev.ecommercestack.order.aggregate.OrderLine;
import dev.ecommercestack.order.aggregate.OrderRepository;
import dev.ecommercestack.order.aggregate.ShippingAddress;
import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.order.lifecycle.SagaEvent;
import dev.ecommercestack.order.lifecycle.SagaState;
import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.order.saga.Sagas;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Correlation;
import dev.ecommercestack.platform.paging.Cursor;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.security.CurrentUser;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Everything that people do with orders. */
@Service
class Orders {
  private final OrderRepository orders;
  private final Sagas sagas;
  private final Clock clock;

  Orders(OrderRepository orders, Sagas sagas, Clock clock) {
    this.orders = orders;
    this.sagas = sagas;
    this.clock = clock;
  }

  /**
   * Stores an order and the beginning of its saga.
   *
   * @param quote what the order costs now, if that is known
   */
  @Transactional
  PlaceOrderResponse place(
      CurrentUser user, Contact contact, PlaceOrderRequest request, Optional<Quote> quote) {
    Map<UUID, Long> unitPrices =
        quote.map(Quote::lines).orElse(List.of()).stream()
            .map(Quote.Line::goods)
            .collect(Collectors.toMap(PricedLine::productId, goods -> goods.unitPrice().amount()));
    Order order =
        new Order(
            Uuid7.next(),
            user.id(),
            request.items().stream()
                .map(
                    item ->
                        OrderLine.of(
                            item.productId(), item.quantity(), unitPrices.get(item.productId())))
                .toList(),
            request.couponId(),
            request.expectedTotal(),
            Uuid7.next(),
            Correlation.current(),
            request.shippingAddress(),
            contact,
            now());
    orders.saveAndFlush(order);
    sagas.begin(order.id(), request.couponId() != null);
    return new PlaceOrderResponse(order.id(), order.status());
  }

  // An order, its lines, discounts and saga are read one after the other while the saga goes on:
  // reading has one snapshot.

  /** Returns an order. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  OrderResponse read(CurrentUser user, UUID id) {
    Order order = orders.findById(id).filter(o -> mayUse(user, o)).orElseThrow(() -> unknown(id));
    return OrderResponse.of(order, state(sagas.states(List.of(id)), id));
  }

  /**
   * Returns a customer's orders, an administrator's view of everybody's, the newest first.
   *
   * @param owner whose orders an administrator wants to see
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Page<OrderResponse> list(
      CurrentUser user, @Nullable UUID owner, @Nullable OrderStatus status, PageQuery query) {
    UUID before = query.after(1).map(cursor -> cursor.uuid(0)).orElse(null);
    List<Order> rows =
        orders.page(user.admin() ? owner : user.id(), status, before, Limit.of(query.size() + 1));
    Map<UUID, SagaState> states = sagas.states(rows.stream().map(Order::id).toList());
    return Page.of(rows, query, order -> Cursor.of(order.id()))
        .map(order -> OrderResponse.of(order, state(states, order.id())));
  }

  /**
   * Sends an order elsewhere.
   *
   * @throws ProblemException 409 {@code order_not_changeable}
   */
  @Transactional
  OrderResponse change(CurrentUser user, UUID id, ShippingAddress address) {
    Order order = lock(user, id);
    if (!order.status().beforeShipping()) {
      throw conflict(
          order,
          "order_not_changeable",
          "The address of an order can be changed until it is shipped; this one is %s.");
    }
    order.shipTo(address, now());
    return OrderResponse.of(order, state(sagas.states(List.of(id)), id));
  }

  /**
   * Takes an order back. Who repeats it is answered the same.
   *
   * @throws ProblemException 409 {@code order_not_cancellable}
   */
  @Transactional
  OrderResponse cancel(CurrentUser user, UUID id) {
    Order order = lock(user, id);
    if (!order.status().beforeShipping() && order.status() != OrderStatus.CANCELLED) {
      throw conflict(
          order,
          "order_not_cancellable",
          "An order can be cancelled until it is shipped; this one is %s.");
    }
    SagaState saga = sagas.deliver(id, new SagaEvent.CancelRequested()).orElseThrow();
    return OrderResponse.of(order, saga);
  }

  /**
   * Stores where the goods are. Who repeats it is answered the same.
   *
   * @throws ProblemException 409 {@code order_not_shippable}, {@code order_not_shipped}
   */
  @Transactional
  OrderResponse fulfil(CurrentUser user, UUID id, FulfilmentRequest.Fulfilment fulfilment) {
    Order order = lock(user, id);
    boolean shipping = fulfilment == FulfilmentRequest.Fulfilment.SHIPPED;
    SagaState saga =
        sagas
            .deliver(id, shipping ? new SagaEvent.Shipped() : new SagaEvent.Delivered())
            .orElseThrow();
    OrderStatus wanted = shipping ? OrderStatus.SHIPPED : OrderStatus.DELIVERED;
    if (order.status() != wanted) {
      throw shipping
          ? conflict(
              order, "order_not_shippable", "Only a confirmed order can be shipped; this is %s.")
          : conflict(
              order, "order_not_shipped", "Only a shipped order can be delivered; this is %s.");
    }
    return OrderResponse.of(order, saga);
  }

  /** Locked before it is read, so that nobody changes it any more. */
  private Order lock(CurrentUser user, UUID id) {
    sagas.lock(id);
    return orders.findById(id).filter(o -> mayUse(user, o)).orElseThrow(() -> unknown(id));
  }

  private static boolean mayUse(CurrentUser user, Order order) {
    return user.admin() || order.userId().equals(user.id());
  }

  private static SagaState state(Map<UUID, SagaState> states, UUID id) {
    return Objects.requireNonNull(states.get(id), "every order has a saga");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static ProblemException unknown(UUID id) {
    return ProblemException.notFound("order_not_found", "You have no order %s.".formatted(id));
  }

  private static ProblemException conflict(Order order, String code, String detail) {
    return ProblemException.conflict(code, detail.formatted(order.status()))
        .with("orderStatus", order.status().name());
  }
}
