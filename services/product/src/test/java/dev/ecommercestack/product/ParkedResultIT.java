package dev.ecommercestack.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.testing.services.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Product's own parking lot, reached with product's own rights. */
class ParkedResultIT {
  private static Imports imports;

  @BeforeAll
  static void start() throws Exception {
    imports = Imports.start();
  }

  @AfterAll
  static void stop() throws Exception {
    imports.close();
  }

  @Test
  void aResultThatNobodyUnderstandsIsParkedAndCanBeReplayed() throws Exception {
    long before = parked();
    imports.answer("no JSON");
    await().atMost(Imports.DEADLINE).until(() -> parked() == before + 1);
    assertThat(imports.replay("results.product").expect(200).number("replayed"))
        .isEqualTo(before + 1);
    // It is as bad as it was.
    await().atMost(Imports.DEADLINE).until(() -> parked() == before + 1);
    imports.replay("results.order").expect(404, "queue_not_found");
  }

  private static int parked() {
    Answer lots = imports.product().send("GET", Imports.LOTS, null, Imports.admin(), null);
    assertThat(lots.expect(200).body().at("/items/0/queue").asString())
        .isEqualTo("results.product");
    return lots.body().at("/items/0/messages").asInt();
  }
}
