package dev.ecommercestack.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestSyntaxTest {
  /** The server answers a URI that java.net.URI does not parse with an empty response. */
  @Test
  void javaParsesEveryCharacterThatIsAccepted() {
    int accepted = 0;
    for (char c = '!'; c < 0x200; c++) {
      for (String target : new String[] {"/a" + c, "/a?b=" + c, "/a?b=%" + c + "0", "/?%0" + c}) {
        if (check(target) == null) {
          accepted++;
          assertThat(URI.create("http://shop" + target).getFragment()).as(target).isNull();
        }
      }
    }
    int lettersAndDigits = 62;
    int punctuation = 19;
    int hexDigits = 22;
    assertThat(accepted).isEqualTo(2 * (lettersAndDigits + punctuation + hexDigits));
  }

  @Test
  void acceptsAbsoluteUriWithIpv6Address() {
    assertThat(check("http://[::1]:8080/api/v1/home")).isNull();
  }

  private static @Nullable GatewayProblemException check(String target) {
    return RequestSyntax.check(
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target));
  }
}
