package dev.ecommercestack.worker.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.worker.notification.NotificationJob.Channel;
import dev.ecommercestack.worker.notification.NotificationJob.MailLocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateRendererTest {
  private final TemplateRenderer renderer = new TemplateRenderer();

  private Mail mail(
      Template template, MailLocale locale, @Nullable String name, Map<String, String> values) {
    return renderer.render(
        new NotificationJob(
            Uuid7.next(),
            Channel.EMAIL,
            template,
            locale,
            new NotificationJob.Recipient(Uuid7.next(), "mina@example.com", name),
            values,
            null));
  }

  @Test
  void rendersEveryMailWithAndWithoutValues() {
    Map<String, String> all =
        Map.of(
            "orderId",
            "42",
            "total",
            "1",
            "amount",
            "1",
            "reason",
            "payment_declined",
            "campaign",
            "c",
            "couponId",
            "d",
            "validUntil",
            "e");
    for (Template template : Template.values()) {
      for (MailLocale locale : MailLocale.values()) {
        for (Map<String, String> values : List.of(all, Map.<String, String>of())) {
          Mail mail = mail(template, locale, "Mina", values);
          assertThat(mail.subject()).as("%s %s", template, locale).isNotBlank().doesNotContain("{");
          assertThat(mail.text()).contains("Mina").doesNotContain("{", "}", "null");
          assertThat(mail.html()).contains("lang=\"" + locale.code() + "\"", "Mina");
        }
      }
    }
  }

  @Test
  void usesFallbackNameForRecipientWithoutName() {
    assertThat(mail(Template.WELCOME, MailLocale.KO, null, Map.of()).subject())
        .isEqualTo("고객 님, 환영합니다");
    assertThat(mail(Template.WELCOME, MailLocale.EN, " ", Map.of()).text())
        .startsWith("Hello customer,");
  }

  @Test
  void rendersReasonAsSentenceAndOmitsUnknownReason() {
    assertThat(
            mail(
                    Template.ORDER_REJECTED,
                    MailLocale.EN,
                    "Mina",
                    Map.of("reason", "INSUFFICIENT_STOCK"))
                .text())
        .contains("Reason: There are not enough pieces left.");
    assertThat(
            mail(Template.ORDER_REJECTED, MailLocale.EN, "Mina", Map.of("reason", "moon")).text())
        .doesNotContain("Reason", "moon");
  }

  @Test
  void hasSentenceForEveryOrderReasonInBothLanguages() throws IOException {
    String readme = Files.readString(Path.of("..", "order", "README.md")).replaceAll("\\s+", " ");
    int from = readme.indexOf("`reason` says why");
    List<String> reasons =
        Pattern.compile("`([a-z]+(?:_[a-z]+)+)`")
            .matcher(readme.substring(from, readme.indexOf("`settled` says", from)))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(reasons).contains("insufficient_stock", "mixed_currencies");
    for (MailLocale locale : MailLocale.values()) {
      String without = mail(Template.ORDER_REJECTED, locale, "Mina", Map.of()).text();
      assertThat(reasons)
          .allSatisfy(
              reason ->
                  assertThat(
                          mail(Template.ORDER_REJECTED, locale, "Mina", Map.of("reason", reason))
                              .text())
                      .hasSizeGreaterThan(without.length()));
    }
  }

  @Test
  void escapesHtmlHeadersAndPlaceholdersInValues() {
    Mail mail =
        mail(
            Template.WELCOME,
            MailLocale.EN,
            "<b>Mina</b>\r\nBcc: all@example.com {reason} $1",
            Map.of("reason", "payment_declined"));
    assertThat(mail.html()).contains("&lt;b&gt;Mina&lt;/b&gt;").doesNotContain("<b>");
    assertThat(mail.subject()).isEqualTo("Welcome, <b>Mina</b> Bcc: all@example.com {reason} $1");
  }
}
