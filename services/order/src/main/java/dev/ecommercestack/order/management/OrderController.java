package dev.ecommercestack.order.management;

import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.version.IfMatch;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reads, changes, cancels and fulfils orders. Customers reach their own, administrators all. */
@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders")
class OrderController {
  private final OrderService orders;

  OrderController(OrderService orders) {
    this.orders = orders;
  }

  @Operation(summary = "List orders, the newest first")
  @GetMapping
  Page<OrderResponse> listOrders(
      CurrentUser user,
      @Parameter(description = "Only for administrators: the customer whose orders are listed")
          @RequestParam(required = false)
          @Nullable UUID userId,
      @RequestParam(required = false) @Nullable OrderStatus status,
      PageQuery query) {
    return orders.list(user, userId, status, query);
  }

  @Operation(summary = "Read an order")
  @GetMapping("/{id}")
  @ProblemResponses(ProblemCode.ORDER_NOT_FOUND)
  OrderResponse readOrder(CurrentUser user, @PathVariable UUID id) {
    return orders.read(user, id);
  }

  @Operation(
      summary = "Change the shipping address, until the order is shipped",
      description =
          "With If-Match (the ETag of a response) only if nothing has changed the order since.")
  @PatchMapping("/{id}")
  @ProblemResponses({
    ProblemCode.ORDER_NOT_FOUND,
    ProblemCode.ORDER_NOT_CHANGEABLE,
    ProblemCode.CONFLICT,
    ProblemCode.PRECONDITION_FAILED
  })
  OrderResponse changeOrder(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable IfMatch ifMatch,
      @Valid @RequestBody ChangeOrderRequest request) {
    return orders.change(user, id, ifMatch, request.shippingAddress());
  }

  @Operation(
      summary = "Cancel an order, until it is shipped",
      description =
          "Stock and coupon are released and the charge is refunded; then the order is settled.")
  @PostMapping("/{id}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @ProblemResponses({ProblemCode.ORDER_NOT_FOUND, ProblemCode.ORDER_NOT_CANCELLABLE})
  OrderResponse cancelOrder(CurrentUser user, @PathVariable UUID id) {
    return orders.cancel(user, id);
  }

  @Operation(summary = "Store that an order was shipped or delivered (administrators)")
  @PostMapping("/{id}/fulfilment")
  @PreAuthorize("hasRole('ADMIN')")
  @ProblemResponses({
    ProblemCode.ORDER_NOT_FOUND,
    ProblemCode.ORDER_NOT_SHIPPABLE,
    ProblemCode.ORDER_NOT_SHIPPED
  })
  OrderResponse fulfilOrder(
      CurrentUser user, @PathVariable UUID id, @Valid @RequestBody FulfilmentRequest request) {
    return orders.fulfil(user, id, request.status());
  }
}
