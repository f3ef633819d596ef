package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.benefit.Benefit;
import dev.ecommercestack.event.benefit.BenefitValue;
import dev.ecommercestack.event.queue.ClaimPartition;
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
 * A coupon campaign. Its quota, window and benefit never change. Only the issuer writes the number
 * of issued coupons and the state, with statements of its own.
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
   * Creates a running campaign.
   *
   * @param name the name shown to users
   * @param quota the number of coupons that can be issued
   * @param startsAt the start of the claim window, inclusive
   * @param endsAt the end of the claim window, exclusive
   * @param couponsExpireAt when the coupons expire
   * @param benefit the benefit of each coupon
   * @param partition the partition in which the claims wait
   * @param createdAt the time of creation
   */
  Campaign(
      String name,
      int quota,
      Instant startsAt,
      Instant endsAt,
      Instant couponsExpireAt,
      Benefit benefit,
      ClaimPartition partition,
      Instant createdAt) {
    this.id = Uuid7.next();
    this.name = name;
    this.quota = quota;
    this.startsAt = startsAt;
    this.endsAt = endsAt;
    this.couponsExpireAt = couponsExpireAt;
    this.benefit = BenefitValue.of(benefit);
    this.topicId = partition.topicId();
    this.queuePartition = partition.number();
    this.createdAt = createdAt;
    this.revision = 1;
    this.state = CampaignState.RUNNING;
  }

  @Override
  public UUID getId() {
    return id;
  }

  /** Returns true: only new campaigns are saved. */
  @Override
  public boolean isNew() {
    return true;
  }

  /** Returns the name shown to users. */
  public String name() {
    return name;
  }

  /** Returns the number of coupons that can be issued. */
  public int quota() {
    return quota;
  }

  /** Returns the start of the claim window, inclusive. */
  public Instant startsAt() {
    return startsAt;
  }

  /** Returns the end of the claim window, exclusive. */
  public Instant endsAt() {
    return endsAt;
  }

  /** Returns when the coupons expire. */
  public Instant couponsExpireAt() {
    return couponsExpireAt;
  }

  /** Returns the benefit of each coupon. */
  public BenefitValue benefit() {
    return benefit;
  }

  /** Returns the partition in which the claims wait. */
  public ClaimPartition partition() {
    return new ClaimPartition(topicId, queuePartition);
  }

  /** Returns the revision, which grows with every change. */
  public int revision() {
    return revision;
  }

  /** Returns the number of coupons that were issued. */
  public int issued() {
    return issued;
  }

  /** Returns the offset of the last winning claim; null until the quota is used up. */
  public @Nullable Long soldOutOffset() {
    return soldOutOffset;
  }

  /** Returns the status shown to users at a time. */
  public CampaignStatus statusAt(Instant now) {
    return CampaignStatus.at(now, startsAt, endsAt, soldOutOffset != null, state);
  }
}
