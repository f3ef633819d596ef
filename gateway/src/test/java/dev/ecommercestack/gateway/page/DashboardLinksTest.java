package dev.ecommercestack.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DashboardLinksTest {
  @Test
  void rewritesRootLinksAndRemovesExternalLinks() {
    assertThat(
            DashboardLinks.rewrite(
                "<base href=\"/\"><link href=\"eureka/css/wro.css\"><a href=\"/lastn\">Last</a>"
                    + "<a href=\"http://10.0.0.7:8081/actuator/info\" target=\"_blank\">user:1</a>",
                "/admin/eureka"))
        .isEqualTo(
            "<base href=\"/admin/eureka/\"><link href=\"eureka/css/wro.css\">"
                + "<a href=\"/admin/eureka/lastn\">Last</a>user:1");
  }
}
