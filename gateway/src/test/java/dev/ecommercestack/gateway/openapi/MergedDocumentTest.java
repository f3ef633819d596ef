package dev.ecommercestack.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.gateway.Documents;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MergedDocumentTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JsonNode merged =
      new MergedDocument((ObjectNode) JSON.readTree("{\"paths\":{}, \"components\":{}}"))
          .add("product", JSON.readTree(Documents.PRODUCT))
          .add("order", JSON.readTree(Documents.PRODUCT))
          .build();

  @Test
  void onlyWhatCanBeReachedIsShown() {
    assertThat(merged.path("paths").propertyNames()).containsExactly("/api/v1/products/{id}");
    JsonNode item = merged.path("paths").path("/api/v1/products/{id}");
    assertThat(item.propertyNames()).containsExactly("get");
    assertThat(item.at("/get/operationId").asString()).isEqualTo("product.get");
    assertThat(item.at("/get/security").toString()).isEqualTo("[]");
  }

  @Test
  void schemasOfTwoServicesDoNotMeet() {
    JsonNode schemas = merged.at("/components/schemas");
    assertThat(schemas.propertyNames())
        .contains("product.Money", "order.Money", "product.Currency", "order.Currency");
    assertThat(schemas.path("order.Money").at("/properties/currency/$ref").asString())
        .isEqualTo("#/components/schemas/order.Currency");
    assertThat(merged.at("/components/securitySchemes").propertyNames()).containsExactly("bearer");
  }

  @Test
  void documentsThatAreNoneDoNoHarm() {
    ObjectNode own = (ObjectNode) JSON.readTree("{\"paths\":{}}");
    assertThat(new MergedDocument(own).add("user", JSON.readTree("[]")).build()).isEqualTo(own);
  }
}
