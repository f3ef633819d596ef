package dev.ecommercestack.operator.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Backlog.Flow;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class QueueStatisticsTest {

  @Test
  void readsCountsAndMeanPrefetchOfConnections() throws BrokerException {
    QueueStatistics statistics =
        QueueStatistics.parse(
                """
                {"consumers":3,"messages_ready":493,"messages_unacknowledged":15,
                 "message_stats":{"publish":1741},"reductions":1053676,"consumer_details":[
                  {"channel_details":{"connection_name":"10.0.0.1:5 -> b"},"prefetch_count":2},
                  {"channel_details":{"connection_name":"10.0.0.1:5 -> b"},"prefetch_count":2},
                  {"channel_details":{"connection_name":"10.0.0.2:7 -> b"},"prefetch_count":3}]}
                """)
            .orElseThrow();
    assertThat(statistics)
        .isEqualTo(new QueueStatistics(1053676, 493, 15, 1741, 3, OptionalInt.of(4)));
    assertThat(statistics.backlog(1))
        .isEqualTo(new Backlog.Rabbitmq(493, 15, 4, new Flow.Counter(1741), OptionalInt.of(3)));
  }

  @Test
  void countsNothingPublishedWhileQueueIsNew() throws BrokerException {
    QueueStatistics statistics =
        QueueStatistics.parse(
                """
                {"consumers":0,"messages_ready":0,"messages_unacknowledged":0,"reductions":7,
                 "consumer_details":[]}
                """)
            .orElseThrow();
    assertThat(statistics.published()).isZero();
    assertThat(statistics.prefetch()).isEmpty();
    assertThat(statistics.backlog(6).prefetch()).isEqualTo(6);
  }

  @Test
  void takesConsumerWithoutLimitForTwoThousandMessages() throws BrokerException {
    assertThat(
            QueueStatistics.parse(
                    """
                    {"messages_ready":0,"reductions":7,"consumer_details":[{"prefetch_count":0}]}
                    """)
                .orElseThrow()
                .prefetch())
        .hasValue(2000);
  }

  @Test
  void isEmptyBeforeFirstStatistics() throws BrokerException {
    assertThat(QueueStatistics.parse("{\"consumer_details\":[]}")).isEmpty();
    assertThat(QueueStatistics.parse("[]")).isEmpty();
  }

  @Test
  void refusesAnswerThatIsNotJson() {
    assertThatThrownBy(() -> QueueStatistics.parse("<html>"))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("management URL");
  }
}
