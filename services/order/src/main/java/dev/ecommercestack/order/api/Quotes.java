package dev.ecommercestack.order.api;

import dev.ecommercestack.order.lifecycle.Ending;
import dev.ecommercestack.order.pricing.PricedLine;
import dev.ecommercestack.order.pricing.Quote;
import dev.ecommercestack.order.remote.Promotions;
import dev.ecommercestack.order.remote.RefusedException;
import dev.ecommercestack.order.remote.Stock;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.money.MoneyText;
import dev.ecommercestack.platform.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks product and event what an order costs before anything is reserved. */
@Component
class Quotes {
  private static final Logger log = LoggerFactory.getLogger(Quotes.class);

  /**
   * How many orders may be priced at once while they are placed. Each keeps a database connection
   * of the pool (10) for its Idempotency-Key; without a limit, orders that wait for a slow product
   * or event would take all of them.
   */
  private static final int PLACING_AT_ONCE = 4;

  private final Stock stock;
  private final Promotions promotions;
  private final Semaphore placing = new Semaphore(PLACING_AT_ONCE);

  Quotes(Stock stock, Promotions promotions) {
    this.stock = stock;
    this.promotions = promotions;
  }

  /**
   * Returns what an order costs now.
   *
   * @throws ProblemException 400 {@code duplicate_item}, {@code mixed_currencies}, {@code
   *     amount_too_large}; 404 {@code product_not_found}; 409 {@code coupon_not_usable}; 502, 503
   *     if product or event cannot answer
   */
  Quote of(UUID userId, QuoteRequest request) {
    requireEachProductOnce(request);
    try {
      List<PricedLine> goods =
          stock.prices(
              request.items().stream()
                  .map(item -> new Stock.Wanted(item.productId(), item.quantity()))
                  .toList());
      if (PricedLine.currencies(goods).size() > 1) {
        throw ProblemException.badRequest(
            Ending.MIXED_CURRENCIES,
            "Products with prices in one currency can be ordered together.");
      }
      return promotions.quote(userId, goods, request.couponId());
    } catch (RefusedException e) {
      throw e.toProblem();
    }
  }

  /**
   * Returns what an order costs that is being placed; empty if product or event cannot say so now.
   * The order is accepted then, and its saga compares.
   *
   * @throws ProblemException as {@link #of}, and 409 {@code price_changed} with the new quote if
   *     that is not what the customer agreed to pay
   */
  Optional<Quote> agreed(UUID userId, QuoteRequest request, Money expectedTotal) {
    requireEachProductOnce(request);
    if (!placing.tryAcquire()) {
      return Optional.empty();
    }
    Quote quote;
    try {
      quote = of(userId, request);
    } catch (RuntimeException e) {
      if (e instanceof ProblemException refusal && !refusal.status().is5xxServerError()) {
        throw e;
      }
      log.info("An order is accepted before it is priced: {}", e.toString());
      return Optional.empty();
    } finally {
      placing.release();
    }
    if (!quote.total().equals(expectedTotal)) {
      throw ProblemException.conflict(
              Ending.PRICE_CHANGED,
              "The price has changed: the order costs %s, not %s. Check the new quote and order again."
                  .formatted(MoneyText.withCode(quote.total()), MoneyText.withCode(expectedTotal)))
          .with("quote", QuoteResponse.of(quote, request.couponId()));
    }
    return Optional.of(quote);
  }

  private static void requireEachProductOnce(QuoteRequest request) {
    long products =
        request.items().stream().map(PlaceOrderRequest.Item::productId).distinct().count();
    if (products < request.items().size()) {
      throw ProblemException.badRequest(
          "duplicate_item", "Name each product once, with the quantity of all its pieces.");
    }
  }
}
