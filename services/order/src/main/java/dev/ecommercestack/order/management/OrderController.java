package dev.ecommercestack.order.management;

import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.version.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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
  Page<OrderResponse> list(
      CurrentUser user,
      @Parameter(description = "Only for administrators: the customer whose orders are listed")
          @RequestParam(required = false)
          @Nullable UUID userId,
      @RequestParam(required = false) @Nullable OrderStatus status,
      @ParameterObject PageQuery query) {
    return orders.list(user, userId, status, query);
  }

  @Operation(summary = "Read an order")
  @ApiResponse(responseCode = "404", description = "order_not_found")
  @GetMapping("/{id}")
  OrderResponse read(CurrentUser user, @PathVariable UUID id) {
    return orders.read(user, id);
  }

  @Operation(
      summary = "Change the shipping address, until the order is shipped",
      description =
          "With If-Match (the ETag of a response) only if nothing has changed the order since.")
  @ApiResponse(responseCode = "409", description = "order_not_changeable")
  @ApiResponse(responseCode = "412", description = "precondition_failed")
  @PatchMapping("/{id}")
  OrderResponse change(
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
  @ApiResponse(responseCode = "202", description = "The order is, or is about to be, cancelled")
  @ApiResponse(responseCode = "409", description = "order_not_cancellable")
  @PostMapping("/{id}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  OrderResponse cancel(CurrentUser user, @PathVariable UUID id) {
    return orders.cancel(user, id);
  }

  @Operation(summary = "Store that an order was shipped or delivered (administrators)")
  @ApiResponse(responseCode = "409", description = "order_not_shippable, order_not_shipped")
  @PostMapping("/{id}/fulfilment")
  @PreAuthorize("hasRole('ADMIN')")
  OrderResponse fulfil(
      CurrentUser user, @PathVariable UUID id, @Valid @RequestBody FulfilmentRequest request) {
    return orders.fulfil(user, id, request.status());
  }
}
