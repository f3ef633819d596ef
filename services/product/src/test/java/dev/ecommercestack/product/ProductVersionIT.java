package dev.ecommercestack.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.services.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of a product that somebody else may have changed since it was read. */
class ProductVersionIT {
  private final ProductInstance product = ProductInstance.shared();

  @Test
  void ofTwoChangesOfTheSameVersionOneWins() {
    String id = product.register("경합", 1);
    List<Answer> answers =
        Parallel.all(
            IntStream.range(0, 12)
                .<Callable<Answer>>mapToObj(
                    i -> () -> product.change(id, Map.of("version", 0, "name", "이름 " + i)))
                .toList());
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allMatch(answer -> answer.status() == 409 && answer.code().equals("conflict"));
    assertThat(product.product(id).number("version")).isEqualTo(1);
  }

  @Test
  void responsesOfOneProductHaveItsVersionAsETag() {
    String admin = product.admin();
    String key = ProductInstance.newKey();
    Map<String, Object> request = ProductInstance.product("버전", 1);
    String path = "/api/v1/products";
    Answer registered = product.send("POST", path, request, admin, key).expect(201);
    assertThat(registered.headers().firstValue("ETag")).hasValue("\"0\"");
    Answer replayed = product.send("POST", path, request, admin, key).expect(201);
    assertThat(replayed.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(replayed.headers().firstValue("ETag")).hasValue("\"0\"");

    String id = registered.id();
    Answer changed = product.changeIf("\"0\"", id, Map.of("name", "버전 1")).expect(200);
    assertThat(changed.headers().firstValue("ETag")).hasValue("\"1\"");
    assertThat(product.product(id).expect(200).headers().firstValue("ETag")).hasValue("\"1\"");
  }

  @Test
  void changeOfAnotherVersionThanIfMatchNamesIsRefused() {
    String id = product.register("조건", 1);
    product.changeIf("\"7\", \"0\"", id, Map.of("name", "조건 1")).expect(200);
    Answer stale = product.changeIf("\"0\"", id, Map.of("name", "x"));
    assertThat(stale.expect(412, "precondition_failed").number("version")).isEqualTo(1);
    product.changeIf("W/\"1\"", id, Map.of("name", "x")).expect(412, "precondition_failed");
    product.changeIf("1", id, Map.of("name", "x")).expect(400, "bad_request");
    product.change(id, Map.of("version", 0, "name", "x")).expect(409, "conflict");
    product.change(id, Map.of("name", "x")).expect(428, "precondition_required");
    product.changeIf("\"1\"", id, Map.of("version", 0, "name", "x")).expect(400, "versions_differ");
    assertThat(product.product(id).text("name")).isEqualTo("조건 1");

    product.changeIf("*", id, Map.of("name", "조건 2")).expect(200);
    product.changeIf("\"2\"", id, Map.of("version", 2, "name", "조건 3")).expect(200);
    product
        .changeIf("*", UUID.randomUUID().toString(), Map.of("name", "x"))
        .expect(404, "product_not_found");
  }
}
