package dev.ecommercestack.order.placing;

import dev.ecommercestack.order.entity.Contact;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Quotes and places orders. */
@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders")
class OrderPlacementController {
  private final OrderPlacementService orders;
  private final QuoteService quotes;

  OrderPlacementController(OrderPlacementService orders, QuoteService quotes) {
    this.orders = orders;
    this.quotes = quotes;
  }

  @Operation(
      summary = "Quote the price of an order",
      description =
          "Nothing is reserved. Send the total as expectedTotal of the order: the customer is charged"
              + " this amount or nothing.")
  @PostMapping("/quotes")
  @ProblemResponses({
    ProblemCode.DUPLICATE_ITEM,
    ProblemCode.MIXED_CURRENCIES,
    ProblemCode.AMOUNT_TOO_LARGE,
    ProblemCode.PRODUCT_NOT_FOUND,
    ProblemCode.COUPON_NOT_USABLE,
    ProblemCode.DEPENDENCY_FAILED,
    ProblemCode.DEPENDENCY_UNAVAILABLE,
    ProblemCode.SERVICE_TOKEN_UNAVAILABLE
  })
  QuoteResponse quoteOrder(CurrentUser user, @Valid @RequestBody QuoteRequest request) {
    return QuoteResponse.of(quotes.quote(user.id(), request), request.couponId());
  }

  @Operation(
      summary = "Place an order",
      description =
          "The answer comes as soon as the order is stored. Read the order until its status is not"
              + " PENDING any more: CONFIRMED, REJECTED with a reason, or EXPIRED. Another total than"
              + " expectedTotal is never charged: the answer is price_changed with the new quote, or,"
              + " if the price changes after the answer, the order is REJECTED with that reason.")
  @PostMapping
  @Idempotent
  @ProblemResponses({
    ProblemCode.DUPLICATE_ITEM,
    ProblemCode.MIXED_CURRENCIES,
    ProblemCode.AMOUNT_TOO_LARGE,
    ProblemCode.PRODUCT_NOT_FOUND,
    ProblemCode.COUPON_NOT_USABLE,
    ProblemCode.PRICE_CHANGED
  })
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<PlaceOrderResponse> placeOrder(
      CurrentUser user,
      @AuthenticationPrincipal Jwt token,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String language,
      @Valid @RequestBody PlaceOrderRequest request) {
    Optional<Quote> quote =
        quotes.quoteIfAvailable(user.id(), request.toQuoteRequest(), request.expectedTotal());
    PlaceOrderResponse placed =
        orders.place(user, Contact.fromToken(token, language), request, quote);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/orders/" + placed.orderId()))
        .body(placed);
  }
}
