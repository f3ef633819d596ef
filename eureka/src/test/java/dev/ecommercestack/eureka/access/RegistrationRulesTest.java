package dev.ecommercestack.eureka.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationRulesTest {
  private static final String ADDRESS = "192.0.2.7";

  private static InstanceInfo.Builder instance(String address) {
    return InstanceInfo.Builder.newBuilder()
        .setAppName("note")
        .setInstanceId("note-1")
        .setHostName(address)
        .setIPAddr(address)
        .setVIPAddress("note")
        .setStatus(InstanceStatus.UP);
  }

  @Test
  void acceptsPodItself() {
    InstanceInfo pod = instance(ADDRESS).build();
    assertThat(RegistrationRules.refusal(pod, null, ADDRESS)).isEmpty();
    assertThat(RegistrationRules.refusal(pod, pod, ADDRESS)).isEmpty();
  }

  @Test
  void refusesIdOfPodWithAnotherAddress() {
    assertThat(
            RegistrationRules.refusal(
                instance(ADDRESS).build(), instance("192.0.2.8").build(), ADDRESS))
        .hasValueSatisfying(reason -> assertThat(reason).contains("another address"));
  }

  @Test
  void refusesOtherNamesWhereAddressesDoNotCountToo() {
    assertThat(
            RegistrationRules.refusal(
                instance("192.0.2.9").setVIPAddress("NOTE,user").build(), null, null))
        .isPresent();
    assertThat(RegistrationRules.refusal(instance("192.0.2.9").build(), null, null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7, true",
    "::1, 0:0:0:0:0:0:0:1, true",
    "::ffff:192.0.2.7, 192.0.2.7, true",
    "192.0.2.70, 192.0.2.7, false",
    "localhost, 127.0.0.1, false",
    "'', 127.0.0.1, false"
  })
  void comparesAddressesButLooksUpNoNames(String text, String remote, boolean same) {
    assertThat(RegistrationRules.isAddress(text, remote)).isEqualTo(same);
  }
}
