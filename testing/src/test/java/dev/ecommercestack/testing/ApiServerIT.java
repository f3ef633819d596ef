package dev.ecommercestack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import org.junit.jupiter.api.Test;

class ApiServerIT {
  @Test
  void oneServerAnswersAllTestsOfTheJvm() {
    try (ApiServer first = ApiServer.start();
        ApiServer second = ApiServer.start()) {
      assertThat(second).isSameAs(first);
    }
    assertThat(ApiServer.start().client().namespaces().list().getItems())
        .extracting(Namespace::getMetadata)
        .extracting("name")
        .contains("default");
  }
}
