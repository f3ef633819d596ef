package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.benefit.Benefit;
import dev.ecommercestack.event.benefit.BenefitValue;
import dev.ecommercestack.event.queue.Place;
import dev.ecommercestack.platform.id.Uuid7;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * A coupon campaign. What it promises never changes; how many coupons are issued, and whether it is
 * paused or has ended, is written by the issuer alone, past this class.
 */
@Entity
@Immutable
@Table(name = "campaign")
public class Campaign implements Persistable<UUID> {
  @Id private UUID id;
  private String name;
  private int quota;
  private Instant startsAt;
  private Instant endsAt;
  private Instant couponsExpireAt;
  @Embedded private BenefitValue benefit;
  private String topicId;
  private int queuePartition;
  private Instant createdAt;
  private int revision;
  private int issued;

  @Column(name = "sold_out_offset")
  private @Nullable Long soldOutOffset;

  @Enumerated(EnumType.STRING)
  private CampaignState state;

  @SuppressWarnings("NullAway.Init")
  protected Campaign() {}

  /**
   * @param name what it is called
   * @param quota how many can win
   * @param startsAt from when on claims count
   * @param endsAt from when on they do not any more
   * @param couponsExpireAt until when its coupons can be used
   * @param benefit what a coupon is worth
   * @param queue where its claims wait
   * @param createdAt now
   */
  Campaign(
      String name,
      int quota,
      Instant startsAt,
      Instant endsAt,
      Instant couponsExpireAt,
      Benefit benefit,
      Place queue,
      Instant createdAt) {
    this.id = Uuid7.next();
    this.name = name;
    this.quota = quota;
    this.startsAt = startsAt;
    this.endsAt = endsAt;
    this.couponsExpireAt = couponsExpireAt;
    this.benefit = BenefitValue.of(benefit);
    this.topicId = queue.topicId();
    this.queuePartition = queue.partition();
    this.createdAt = createdAt;
    this.revision = 1;
    this.state = CampaignState.RUNNING;
  }

  @Override
  public UUID getId() {
    return id;
  }

  /** Only new ones are saved. */
  @Override
  public boolean isNew() {
    return true;
  }

  /** Returns what it is called. */
  public String name() {
    return name;
  }

  /** Returns how many can win. */
  public int quota() {
    return quota;
  }

  /** Returns from when on claims count. */
  public Instant startsAt() {
    return startsAt;
  }

  /** Returns from when on claims do not count any more. */
  public Instant endsAt() {
    return endsAt;
  }

  /** Returns until when its coupons can be used. */
  public Instant couponsExpireAt() {
    return couponsExpireAt;
  }

  /** Returns what a coupon is worth. */
  public BenefitValue benefit() {
    return benefit;
  }

  /** Returns where its claims wait. */
  public Place queue() {
    return new Place(topicId, queuePartition);
  }

  /** Returns how often it has changed. */
  public int revision() {
    return revision;
  }

  /** Returns how many have won. */
  public int issued() {
    return issued;
  }

  /** Returns the place of the last winner once the quota has ended. */
  public @Nullable Long soldOutOffset() {
    return soldOutOffset;
  }

  /** Returns what it is to users at that time. */
  public CampaignStatus statusAt(Instant now) {
    return CampaignStatus.at(now, startsAt, endsAt, soldOutOffset != null, state);
  }
}
