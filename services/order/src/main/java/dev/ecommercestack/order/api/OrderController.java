package dev.ecommercestack.order.api;

import dev.ecommercestack.order.lifecycle.OrderStatus;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
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

/** Orders over HTTP. Customers reach their own, administrators all. */
@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders")
class OrderController {
  private final Orders orders;
  private final Quotes quotes;

  OrderController(Orders orders, Quotes quotes) {
    this.orders = orders;
    this.quotes = quotes;
  }

  @Operation(
      summary = "Ask what an order costs",
      description =
          "Nothing is reserved. Send the total as expectedTotal of the order: the customer is charged"
              + " that amount or none.")
  @ApiResponse(
      responseCode = "400",
      description = "validation_failed, duplicate_item, mixed_currencies, amount_too_large")
  @ApiResponse(responseCode = "404", description = "product_not_found")
  @ApiResponse(responseCode = "409", description = "coupon_not_usable")
  @PostMapping("/quotes")
  QuoteResponse quote(CurrentUser user, @Valid @RequestBody QuoteRequest request) {
    return QuoteResponse.of(quotes.of(user.id(), request), request.couponId());
  }

  @Operation(
      summary = "Place an order",
      description =
          "Answered as soon as the order is stored. Read it until its status is not PENDING any"
              + " more: CONFIRMED, REJECTED with a reason, or EXPIRED. The total of another price than"
              + " expectedTotal is never charged: it is answered price_changed with the new quote, or,"
              + " if the price changes after the answer, the order is REJECTED with that reason.")
  @ApiResponse(responseCode = "202", description = "The order is stored and being worked on")
  @ApiResponse(
      responseCode = "400",
      description = "validation_failed, duplicate_item, mixed_currencies, amount_too_large")
  @ApiResponse(responseCode = "404", description = "product_not_found")
  @ApiResponse(
      responseCode = "409",
      description = "price_changed with the new quote in the member quote, coupon_not_usable")
  @PostMapping
  @Idempotent
  ResponseEntity<PlaceOrderResponse> place(
      CurrentUser user,
      @AuthenticationPrincipal Jwt token,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String language,
      @Valid @RequestBody PlaceOrderRequest request) {
    Optional<Quote> quote =
        quotes.agreed(user.id(), request.toQuoteRequest(), request.expectedTotal());
    PlaceOrderResponse placed =
        orders.place(user, Customer.contact(token, language), request, quote);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/orders/" + placed.orderId()))
        .body(placed);
  }

  @Operation(summary = "List orders, the newest first")
  @GetMapping
  Page<OrderResponse> list(
      CurrentUser user,
      @Parameter(description = "Only for administrators: whose orders")
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

  @Operation(summary = "Change the shipping address, until the order is shipped")
  @ApiResponse(responseCode = "409", description = "order_not_changeable")
  @PatchMapping("/{id}")
  OrderResponse change(
      CurrentUser user, @PathVariable UUID id, @Valid @RequestBody ChangeOrderRequest request) {
    return orders.change(user, id, request.shippingAddress());
  }

  @Operation(
      summary = "Cancel an order, until it is shipped",
      description =
          "Goods, coupon and money are given back; the order is settled when all of them are.")
  @ApiResponse(responseCode = "202", description = "The order is, or is about to be, cancelled")
  @ApiResponse(responseCode = "409", description = "order_not_cancellable")
  @PostMapping("/{id}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  OrderResponse cancel(CurrentUser user, @PathVariable UUID id) {
    return orders.cancel(user, id);
  }

  @Operation(summary = "Say where the goods are (administrators)")
  @ApiResponse(responseCode = "409", description = "order_not_shippable, order_not_shipped")
  @PostMapping("/{id}/fulfilment")
  @PreAuthorize("hasRole('ADMIN')")
  OrderResponse fulfil(
      CurrentUser user, @PathVariable UUID id, @Valid @RequestBody FulfilmentRequest request) {
    return orders.fulfil(user, id, request.status());
  }
}
