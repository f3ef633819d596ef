package dev.ecommercestack.gateway.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.gateway.OpenApiDocuments;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OpenApiMergerTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JsonNode merged =
      new OpenApiMerger((ObjectNode) JSON.readTree("{\"paths\":{}, \"components\":{}}"))
          .add("product", JSON.readTree(OpenApiDocuments.PRODUCT))
          .add("order", JSON.readTree(OpenApiDocuments.PRODUCT))
          .build();

  @Test
  void leavesOutOperationsWithoutRoute() {
    assertThat(merged.path("paths").propertyNames()).containsExactly("/api/v1/products/{id}");
    JsonNode item = merged.path("paths").path("/api/v1/products/{id}");
    assertThat(item.propertyNames()).containsExactly("get");
    assertThat(item.at("/get/operationId").asString()).isEqualTo("product.get");
    assertThat(item.at("/get/security").toString()).isEqualTo("[]");
  }

  @Test
  void separatesSchemasOfServices() {
    JsonNode schemas = merged.at("/components/schemas");
    assertThat(schemas.propertyNames())
        .contains("product.Money", "order.Money", "product.Currency", "order.Currency");
    assertThat(schemas.path("order.Money").at("/properties/currency/$ref").asString())
        .isEqualTo("#/components/schemas/order.Currency");
    assertThat(merged.at("/components/securitySchemes").propertyNames()).containsExactly("bearer");
  }

  @Test
  void ignoresDocumentThatIsNoObject() {
    ObjectNode own = (ObjectNode) JSON.readTree("{\"paths\":{}}");
    assertThat(new OpenApiMerger(own).add("user", JSON.readTree("[]")).build()).isEqualTo(own);
  }
}
