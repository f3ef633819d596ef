package dev.ecommercestack.platform.inbox;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Provides the inbox of a service with a database. */
@AutoConfiguration(after = {JdbcClientAutoConfiguration.class, TransactionAutoConfiguration.class})
@ConditionalOnBean({JdbcClient.class, PlatformTransactionManager.class})
@EnableConfigurationProperties(InboxProperties.class)
public class InboxAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Inbox inbox(JdbcClient jdbc, PlatformTransactionManager transactions) {
    return new JdbcInbox(jdbc, new TransactionTemplate(transactions));
  }

  @Bean
  InboxCleanup inboxCleanup(JdbcClient jdbc, InboxProperties properties) {
    return new InboxCleanup(jdbc, properties.lifetime(), properties.interval());
  }
}
