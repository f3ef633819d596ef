package dev.ecommercestack.operator.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator of this JVM, and a stack of its own for every test. */
abstract class StackFixture {

  static final OperatorUnderTest operator = OperatorUnderTest.shared();

  @RegisterExtension final Shop shop = new Shop(operator.admin());

  @AfterAll
  static void theManifestsGrantEverythingThatIsNeeded() {
    assertThat(operator.refusals()).isEmpty();
  }
}
