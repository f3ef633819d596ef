package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.gateway.Gateway.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists of products are longer than other requests. */
class UploadIT extends GatewayITBase {
  UploadIT() {
    super(true);
  }

  private static final String IMPORTS = "/api/v1/products/imports";

  private Answer upload(String path, BodyPublisher body) {
    return gateway.send(
        gateway
            .request(path)
            .header("Authorization", "Bearer " + issuer.admin())
            .header("Content-Type", "text/csv")
            .POST(body));
  }

  @Test
  void passesUploadToProductUnchanged() {
    products(IMPORTS, "{\"id\":\"i1\"}");
    String list = "sku,name,price,currency\n" + "A-1,도마,1,KRW\n".repeat(20_000);
    assertThat(upload(IMPORTS, BodyPublishers.ofString(list)).body()).contains("i1");
    assertThat(Stream.of(product, otherProduct).flatMap(service -> service.seen(IMPORTS).stream()))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.body()).isEqualTo(list);
              assertThat(seen.headers().getFirst("Content-Type")).isEqualTo("text/csv");
            });
    assertThat(upload("/api/v1/products", BodyPublishers.ofString(list)).status()).isEqualTo(413);
  }

  @Test
  void requiresAdministratorForImportStatus() {
    String path = IMPORTS + "/i1";
    products(path, "{\"status\":\"DONE\"}");
    assertThat(gateway.get(path).status()).isEqualTo(401);
    assertThat(gateway.get(path, issuer.customer()).status()).isEqualTo(403);
    assertThat(gateway.get(path, issuer.admin()).body()).contains("DONE");
  }

  @Test
  void refusesUploadThatIsTooLarge() {
    products(IMPORTS, "{}");
    byte[] list = new byte[10 * 1024 * 1024 + 1];
    assertThat(upload(IMPORTS, BodyPublishers.ofByteArray(list)).code())
        .isEqualTo("body_too_large");
    Answer chunked =
        upload(IMPORTS, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(list)));
    assertThat(chunked.code()).isEqualTo("body_too_large");
    assertThat(gateway.post(IMPORTS, null, "").status()).isEqualTo(401);
  }
}
