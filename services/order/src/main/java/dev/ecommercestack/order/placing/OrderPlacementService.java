package dev.ecommercestack.order.placing;

import dev.ecommercestack.order.entity.Contact;
import dev.ecommercestack.order.entity.Order;
import dev.ecommercestack.order.entity.OrderLine;
import dev.ecommercestack.order.entity.OrderRepository;
import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.order.saga.SagaService;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Correlation;
import dev.ecommercestack.platform.security.CurrentUser;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores new orders and starts their sagas. */
@Service
class OrderPlacementService {
  private final OrderRepository orders;
  private final SagaService sagas;
  private final Clock clock;

  OrderPlacementService(OrderRepository orders, SagaService sagas, Clock clock) {
    this.orders = orders;
    this.sagas = sagas;
    this.clock = clock;
  }

  /**
   * Stores a new order and starts its saga when the transaction is committed.
   *
   * @param user the customer
   * @param contact the customer's contact data
   * @param request the order
   * @param quote the current price of the order; empty if product or event could not answer it
   */
  @Transactional
  PlaceOrderResponse place(
      CurrentUser user, Contact contact, PlaceOrderRequest request, Optional<Quote> quote) {
    Map<UUID, Long> unitPrices =
        quote.map(Quote::lines).orElse(List.of()).stream()
            .map(Quote.Line::product)
            .collect(
                Collectors.toMap(PricedLine::productId, product -> product.unitPrice().amount()));
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
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    orders.saveAndFlush(order);
    sagas.start(order.id(), request.couponId() != null);
    return new PlaceOrderResponse(order.id(), order.status());
  }
}
