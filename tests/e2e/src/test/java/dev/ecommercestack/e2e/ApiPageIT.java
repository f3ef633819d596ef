package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of the API, by Swagger UI, in a real browser. */
@ExtendWith(Evidence.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiPageIT {
  private final Stacks stacks = new Stacks("shop", "shop");

  @Test
  void showsAndCallsOperationsWithinItsContentSecurityPolicy() {
    Shop shop = Shop.of(stacks, "shop", "shop");
    try (Browser browser = Browser.open(shop.address().resolve("/api"))) {
      browser.press("[data-path='/api/v1/orders']");
      browser.awaitText(".opblock.is-open", "Parameters", "Responses");
      assertThat(browser.pageWidth()).isLessThanOrEqualTo(Browser.WIDTH);

      browser.press("[data-path='/api/v1/orders']");
      browser.press("[data-path='/api/v1/home']");
      browser.press(".opblock.is-open .try-out__btn");
      browser.press(".opblock.is-open .execute");
      browser.awaitText(".live-responses-table", "200", "products");
      assertThat(browser.errors()).isEmpty();
    }
  }
}
