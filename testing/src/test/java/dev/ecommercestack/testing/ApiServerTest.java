package dev.ecommercestack.testing;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServerTest {
  @AfterEach
  void forget() {
    System.clearProperty(ApiServer.ASSETS);
  }

  @Test
  void saysHowToGetAnApiServer() {
    System.setProperty(ApiServer.ASSETS, "${env.APISERVER_ASSETS}");
    assertThatIllegalStateException()
        .isThrownBy(ApiServer::start)
        .withMessageContaining("run it through make test");
  }

  @Test
  void saysWhatIsMissingInTheDirectory(@TempDir Path empty) {
    System.setProperty(ApiServer.ASSETS, empty.toString());
    assertThatIllegalStateException()
        .isThrownBy(ApiServer::start)
        .withMessageContaining("run cluster/bin/apiserver-assets again");
  }
}
