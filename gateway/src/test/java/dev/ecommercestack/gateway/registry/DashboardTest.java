package dev.ecommercestack.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DashboardTest {
  @Test
  void linksStayUnderThePath() {
    assertThat(
            Dashboard.under(
                "<base href=\"/\"><link href=\"eureka/css/wro.css\"><a href=\"/lastn\">Last</a>"
                    + "<a href=\"http://10.0.0.7:8081/actuator/info\" target=\"_blank\">user:1</a>"))
        .isEqualTo(
            "<base href=\"/admin/eureka/\"><link href=\"eureka/css/wro.css\">"
                + "<a href=\"/admin/eureka/lastn\">Last</a>user:1");
  }
}
