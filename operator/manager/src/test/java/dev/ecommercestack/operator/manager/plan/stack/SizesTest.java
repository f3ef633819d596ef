package dev.ecommercestack.operator.manager.plan.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {

  @ParameterizedTest
  @CsvSource({"10240Mi,10Gi", "1536Mi,1536Mi", "1Gi,1Gi", "2048Gi,2Ti", "1048576Mi,1Ti", "0Mi,0Mi"})
  void areWrittenAsTheApiServerDoes(String written, String stored) {
    assertThat(Sizes.quantity(Sizes.bytes(written))).hasToString(stored);
  }
}
