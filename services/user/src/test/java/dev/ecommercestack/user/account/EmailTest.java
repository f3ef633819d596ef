package dev.ecommercestack.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {
  @ParameterizedTest
  @CsvSource({
    "mina@example.com, mina@example.com",
    "'  Mina.Kim+Shop@Example.COM ', mina.kim+shop@example.com",
    "ｍｉｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ, mina@example.com",
    "mina@한국.com, mina@xn--3e0b707e.com",
    "o'brien@example.co.uk, o'brien@example.co.uk",
    "x@straße.example, x@xn--strae-oqa.example",
    "x@STRAẞE.example, x@xn--strae-oqa.example",
    "x@νίκος.example, x@xn--kxawhkp.example"
  })
  void writesOneAddressInOneWay(String typed, String stored) {
    assertThat(Email.parse(typed)).contains(new Email(stored));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "@",
        "mina",
        "mina@",
        "@example.com",
        "mina@localhost",
        "mi na@example.com",
        "mina@exa mple.com",
        "mina@@example.com",
        ".mina@example.com",
        "mina.@example.com",
        "mi..na@example.com",
        "mina@-example.com",
        "mina@example..com",
        "mina@example.com.",
        "mina@127.0.0.1",
        "mina@[127.0.0.1]",
        "mina@example.com\r\nBcc: all@example.com",
        "\"mina\"@example.com",
        "미나@example.com",
        "mina@example.com,eve@example.com"
      })
  void refusesWhatIsNoAddress(String typed) {
    assertThat(Email.parse(typed)).isEmpty();
  }

  @Test
  void refusesPartsThatAreTooLong() {
    assertThat(Email.parse("a".repeat(64) + "@example.com")).isPresent();
    assertThat(Email.parse("a".repeat(65) + "@example.com")).isEmpty();
    assertThat(Email.parse("a@" + "b".repeat(64) + ".com")).isEmpty();
    assertThat(Email.parse("a".repeat(64) + "@" + "bcdef.".repeat(40) + "com")).isEmpty();
    assertThat(Email.parse("a@" + "b.".repeat(100_000) + "com")).isEmpty();
  }

  @Property
  void neverFailsAndIsStable(@ForAll String typed) {
    Email.parse(typed).ifPresent(email -> assertThat(Email.parse(email.value())).contains(email));
  }

  @Property
  void caseAndSurroundingSpaceDoNotMatter(@ForAll("addresses") String address) {
    assertThat(Email.parse(" " + address.toUpperCase(Locale.ROOT) + "\t"))
        .isPresent()
        .isEqualTo(Email.parse(address));
  }

  @Provide
  Arbitrary<String> addresses() {
    Arbitrary<String> word =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(20);
    return Combinators.combine(word, word, word)
        .as((local, tag, domain) -> local + "+" + tag + "@" + domain + ".example");
  }
}
