package dev.ecommercestack.declare.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTest {
  @Test
  void quotesNames() {
    assertThat(Sql.quoteIdentifier("order")).isEqualTo("\"order\"");
    assertThat(Sql.quoteIdentifier("a\"; drop database b")).isEqualTo("\"a\"\"; drop database b\"");
  }

  @Test
  void quotesTexts() {
    assertThat(Sql.quoteLiteral("it's")).isEqualTo("'it''s'");
    assertThat(Sql.quoteLiteral("a\\b")).isEqualTo(" E'a\\\\b'");
  }
}
