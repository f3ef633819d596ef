package dev.ecommercestack.declare.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTest {
  @Test
  void quotesNames() {
    assertThat(Sql.name("order")).isEqualTo("\"order\"");
    assertThat(Sql.name("a\"; drop database b")).isEqualTo("\"a\"\"; drop database b\"");
  }

  @Test
  void quotesTexts() {
    assertThat(Sql.text("it's")).isEqualTo("'it''s'");
    assertThat(Sql.text("a\\b")).isEqualTo(" E'a\\\\b'");
  }
}
