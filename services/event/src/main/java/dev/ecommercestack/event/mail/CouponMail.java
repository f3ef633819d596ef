package dev.ecommercestack.event.mail;

import dev.ecommercestack.event.mail.Contacts.Contact;
import dev.ecommercestack.platform.config.Live;
import dev.ecommercestack.platform.config.LiveConfig;
import dev.ecommercestack.platform.config.TimeZoneSettings;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.inbox.Inbox;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Asks the worker to write to those who have won a coupon. It works behind the queue of claims,
 * which never waits for an address.
 */
@Component
class CouponMail {
  private static final String CONSUMER = "event.mail";
  private static final String WON = "coupon-issued";

  /** Older news is none: a topic that is read from its beginning again makes no mail. */
  private static final Duration LATEST = Duration.ofDays(1);

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm VV");

  private final Envelopes envelopes;
  private final Contacts contacts;
  private final JdbcClient jdbc;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Clock clock;
  private final Live<TimeZoneSettings> settings;

  /**
   * What is read of the message's data.
   *
   * @param couponId the coupon
   * @param campaignId of which campaign
   * @param userId who has it
   * @param expiresAt until when it can be used
   */
  record CouponIssued(UUID couponId, UUID campaignId, UUID userId, Instant expiresAt) {}

  CouponMail(
      Envelopes envelopes,
      Contacts contacts,
      JdbcClient jdbc,
      Inbox inbox,
      Outbox outbox,
      Clock clock,
      LiveConfig config) {
    this.envelopes = envelopes;
    this.contacts = contacts;
    this.jdbc = jdbc;
    this.inbox = inbox;
    this.outbox = outbox;
    this.clock = clock;
    this.settings = config.bind(TimeZoneSettings.PREFIX, TimeZoneSettings.class);
  }

  // Each record may wait 4 s for user: 500 at a time, Kafka's default, would take longer than
  // max.poll.interval.ms (5 min) allows, and Kafka would give them to another instance.
  @KafkaListener(
      topics = "coupon.events.v1",
      groupId = CONSUMER,
      properties = "max.poll.records=50")
  void hear(ConsumerRecord<String, byte[]> message) {
    var envelope = envelopes.read(message.value());
    if (!envelope.type().equals(WON)
        || envelope.occurredAt().isBefore(clock.instant().minus(LATEST))) {
      return;
    }
    CouponIssued coupon = envelopes.as(envelope, CouponIssued.class).data();
    // Asked before the transaction: no database connection waits for another service.
    contacts.of(coupon.userId()).ifPresent(contact -> write(envelope, coupon, contact));
  }

  private void write(Envelope<?> envelope, CouponIssued coupon, Contact contact) {
    inbox.once(
        envelope,
        CONSUMER,
        () ->
            outbox.job(
                "jobs",
                "notification",
                Message.of(NotificationJob.TYPE, coupon.couponId(), job(coupon, contact))));
  }

  private NotificationJob job(CouponIssued coupon, Contact contact) {
    return new NotificationJob(
        Uuid7.next(),
        "EMAIL",
        "COUPON_ISSUED",
        contact.locale(),
        new NotificationJob.Recipient(contact.userId(), contact.email(), contact.name()),
        Map.of(
            "campaign",
            jdbc.sql("select name from campaign where id = ?")
                .param(coupon.campaignId())
                .query(String.class)
                .single(),
            "couponId",
            coupon.couponId().toString(),
            "validUntil",
            MINUTE.format(coupon.expiresAt().atZone(settings.get().timeZone()))));
  }
}
