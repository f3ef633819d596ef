package dev.ecommercestack.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.ConfigurationMetadata;
import org.junit.jupiter.api.Test;

class ConfigurationMetadataTest {
  @Test
  void everyPropertyIsDescribed() {
    assertThat(ConfigurationMetadata.gaps("user")).isEmpty();
  }
}
