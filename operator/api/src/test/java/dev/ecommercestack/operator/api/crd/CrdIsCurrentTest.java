package dev.ecommercestack.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrdIsCurrentTest {
  @Test
  void committedCrdIsWhatTheTypesSay() {
    String expected = CrdFile.render();
    if (Boolean.getBoolean("crds.update")) {
      CrdFile.write(expected);
    }
    assertThat(CrdFile.read())
        .as("%s is stale: run make generate and commit it", CrdFile.path())
        .isEqualTo(expected);
  }
}
