package dev.ecommercestack.event.mail;

import dev.ecommercestack.event.mail.UserContactClient.Contact;
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
 * Requests a mail to every user who has won a coupon. It consumes the published results, so the
 * issuer never waits for an address.
 */
@Component
class CouponMailListener {
  private static final String GROUP = "event.mail";
  private static final String TYPE = "coupon-issued";

  /** Older messages cause no mail, so a topic that is read again from its start causes none. */
  private static final Duration MAX_MESSAGE_AGE = Duration.ofDays(1);

  private static final DateTimeFormatter MINUTE_AND_ZONE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm VV");

  private final Envelopes envelopes;
  private final UserContactClient contacts;
  private final JdbcClient jdbc;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Clock clock;
  private final Live<TimeZoneSettings> settings;

  /**
   * The part of the data of {@code coupon-issued} that is used here.
   *
   * @param couponId the id of the coupon
   * @param campaignId the id of the campaign that issued the coupon
   * @param userId the id of the user who won the coupon
   * @param expiresAt when the coupon expires
   */
  record IssuedCoupon(UUID couponId, UUID campaignId, UUID userId, Instant expiresAt) {}

  CouponMailListener(
      Envelopes envelopes,
      UserContactClient contacts,
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

  // Each record may wait 4 s for the user service: the default of 500 records per poll would take
  // longer than max.poll.interval.ms (5 min), and Kafka would assign them to another instance.
  @KafkaListener(topics = "coupon.events.v1", groupId = GROUP, properties = "max.poll.records=50")
  void onMessage(ConsumerRecord<String, byte[]> message) {
    var envelope = envelopes.read(message.value());
    if (!envelope.type().equals(TYPE)
        || envelope.occurredAt().isBefore(clock.instant().minus(MAX_MESSAGE_AGE))) {
      return;
    }
    IssuedCoupon coupon = envelopes.as(envelope, IssuedCoupon.class).data();
    // Read before the transaction, so that no database connection waits for another service.
    contacts.find(coupon.userId()).ifPresent(contact -> requestMail(envelope, coupon, contact));
  }

  private void requestMail(Envelope<?> envelope, IssuedCoupon coupon, Contact contact) {
    inbox.once(
        envelope,
        GROUP,
        () ->
            outbox.job(
                "jobs",
                "notification",
                Message.of(NotificationJob.TYPE, coupon.couponId(), job(coupon, contact))));
  }

  private NotificationJob job(IssuedCoupon coupon, Contact contact) {
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
            MINUTE_AND_ZONE.format(coupon.expiresAt().atZone(settings.get().timeZone()))));
  }
}
