package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.campaign.CampaignControlRequested;
import dev.ecommercestack.event.claim.ClaimIds;
import dev.ecommercestack.event.claim.ClaimRequested;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.MalformedMessageException;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Parses the records of the claim topic. */
@Component
class QueueRecordReader {
  private final Envelopes envelopes;

  QueueRecordReader(Envelopes envelopes) {
    this.envelopes = envelopes;
  }

  /**
   * Returns the claim or control record in a Kafka record.
   *
   * @throws MalformedMessageException if the Kafka record contains neither
   */
  QueueRecord read(ConsumerRecord<String, byte[]> record) {
    byte[] body = record.value();
    if (body == null) {
      throw malformed("the record is empty");
    }
    var envelope = envelopes.read(body);
    if (envelope.version() == 1) {
      if (envelope.type().equals(ClaimRequested.TYPE)) {
        return claim(record, envelope);
      }
      if (envelope.type().equals(CampaignControlRequested.TYPE)) {
        return control(record, envelope);
      }
    }
    throw malformed(
        "the issuer does not handle %s of version %d"
            .formatted(envelope.type(), envelope.version()));
  }

  private ControlRecord control(
      ConsumerRecord<String, byte[]> record, Envelope<JsonNode> envelope) {
    CampaignControlRequested control =
        envelopes.as(envelope, CampaignControlRequested.class).data();
    if (control.campaignId() == null || control.action() == null) {
      throw malformed("the control record has no campaign or no action");
    }
    return new ControlRecord(record.offset(), control.campaignId(), control.action());
  }

  private Claim claim(ConsumerRecord<String, byte[]> record, Envelope<JsonNode> envelope) {
    ClaimRequested claim = envelopes.as(envelope, ClaimRequested.class).data();
    if (claim.campaignId() == null
        || claim.userId() == null
        || !Objects.equals(claim.claimId(), ClaimIds.of(claim.campaignId(), claim.userId()))) {
      throw malformed("the claim's id is not the one of campaign and user");
    }
    return new Claim(
        record.offset(),
        claim.claimId(),
        claim.campaignId(),
        claim.userId(),
        Instant.ofEpochMilli(record.timestamp()));
  }

  private static MalformedMessageException malformed(String detail) {
    return new MalformedMessageException(detail, new IllegalArgumentException(detail));
  }
}
