package dev.ecommercestack.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebFileTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"gzip", "GZIP", "br, gzip", "gzip;q=0.1", "gzip ; q=1.0, br", "*;q=0,gzip"})
  void compressesForClientThatAcceptsGzip(String header) {
    assertThat(WebFile.acceptsGzip(List.of(header))).isTrue();
    assertThat(WebFile.acceptsGzip(List.of("br", header))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "br", "gzip;q=0", "gzip; q=0.000, br", "x-gzipped", "gzip2", "identity"})
  void doesNotCompressForOthers(String header) {
    assertThat(WebFile.acceptsGzip(List.of(header))).isFalse();
  }
}
