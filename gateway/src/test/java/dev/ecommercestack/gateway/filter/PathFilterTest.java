package dev.ecommercestack.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathFilterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/v1/products/0199-AB_c~d.e",
        "/api/v1/.well-known/jwks.json",
        "/assets/shop.js"
      })
  void acceptsPathsOfShop(String path) {
    assertThat(PathFilter.isValid(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "//",
        "/a/",
        "/a//b",
        "/.",
        "/..",
        "/a/../b",
        "/a/./b",
        "/.git/config",
        "/a%2fb",
        "/a%2Fb",
        "/%2e%2e/b",
        "/a%252fb",
        "/a;b=c",
        "/a\\b",
        "/a b",
        "/가",
        "/a%00",
        "/a\nb",
        "/a:b",
        "/a/...hidden"
      })
  void rejectsAmbiguousPaths(String path) {
    assertThat(PathFilter.isValid(path)).isFalse();
  }
}
