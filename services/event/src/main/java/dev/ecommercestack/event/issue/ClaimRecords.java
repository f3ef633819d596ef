package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.claim.ClaimIds;
import dev.ecommercestack.event.claim.ClaimRequested;
import dev.ecommercestack.event.control.CampaignControlRequested;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.MalformedMessageException;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads claims and control records off the topic. */
@Component
class ClaimRecords {
  private final Envelopes envelopes;

  ClaimRecords(Envelopes envelopes) {
    this.envelopes = envelopes;
  }

  /**
   * Returns the claim or the control in a record.
   *
   * @throws MalformedMessageException if there is none
   */
  QueueRecord read(ConsumerRecord<String, byte[]> message) {
    byte[] body = message.value();
    if (body == null) {
      throw malformed("the record is empty");
    }
    var envelope = envelopes.read(body);
    if (envelope.version() == 1) {
      if (envelope.type().equals(ClaimRequested.TYPE)) {
        return claim(message, envelope);
      }
      if (envelope.type().equals(CampaignControlRequested.TYPE)) {
        return control(message, envelope);
      }
    }
    throw malformed(
        "%s of version %d is not for the issuer".formatted(envelope.type(), envelope.version()));
  }

  private Control control(ConsumerRecord<String, byte[]> message, Envelope<JsonNode> envelope) {
    CampaignControlRequested control =
        envelopes.as(envelope, CampaignControlRequested.class).data();
    if (control.campaignId() == null || control.action() == null) {
      throw malformed("the control record has no campaign or no action");
    }
    return new Control(message.offset(), control.campaignId(), control.action());
  }

  private Claim claim(ConsumerRecord<String, byte[]> message, Envelope<JsonNode> envelope) {
    ClaimRequested claim = envelopes.as(envelope, ClaimRequested.class).data();
    if (claim.campaignId() == null
        || claim.userId() == null
        || !Objects.equals(claim.claimId(), ClaimIds.of(claim.campaignId(), claim.userId()))) {
      throw malformed("the claim's id is not the one of campaign and user");
    }
    return new Claim(
        message.offset(),
        claim.claimId(),
        claim.campaignId(),
        claim.userId(),
        Instant.ofEpochMilli(message.timestamp()));
  }

  private static MalformedMessageException malformed(String detail) {
    return new MalformedMessageException(detail, new IllegalArgumentException(detail));
  }
}
