package dev.ecommercestack.event.discount;

import dev.ecommercestack.event.benefit.Benefit;
import dev.ecommercestack.event.benefit.BenefitValue;
import dev.ecommercestack.event.pricing.ActiveDiscount;
import dev.ecommercestack.platform.id.Uuid7;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/** A discount that applies to every order while it is active. */
@Entity
@Table(name = "discount")
class Discount implements Persistable<UUID> {
  /** The end time of a discount without an end. */
  static final Instant NO_END = Instant.parse("9999-12-31T00:00:00Z");

  @Id private UUID id;
  private String name;

  @Enumerated(EnumType.STRING)
  private DiscountScope.Type scope;

  private UUID[] scopeIds;
  @Embedded private BenefitValue benefit;
  private Instant startsAt;
  private Instant endsAt;

  @Enumerated(EnumType.STRING)
  private DiscountStatus status;

  @Version private int revision;
  private Instant createdAt;
  @Transient private boolean stored;

  @SuppressWarnings("NullAway.Init")
  protected Discount() {}

  Discount(
      String name,
      DiscountScope.Type scope,
      List<UUID> scopeIds,
      Benefit benefit,
      Instant startsAt,
      Instant endsAt,
      Instant createdAt) {
    this.id = Uuid7.next();
    this.name = name;
    this.scope = scope;
    this.scopeIds = scopeIds.toArray(UUID[]::new);
    this.benefit = BenefitValue.of(benefit);
    this.startsAt = startsAt;
    this.endsAt = endsAt;
    this.status = DiscountStatus.ACTIVE;
    this.createdAt = createdAt;
  }

  @PostLoad
  @PostPersist
  void markStored() {
    stored = true;
  }

  @Override
  public UUID getId() {
    return id;
  }

  @Override
  public boolean isNew() {
    return !stored;
  }

  String name() {
    return name;
  }

  DiscountScope.Type scope() {
    return scope;
  }

  List<UUID> scopeIds() {
    return List.of(scopeIds);
  }

  BenefitValue benefit() {
    return benefit;
  }

  Instant startsAt() {
    return startsAt;
  }

  Instant endsAt() {
    return endsAt;
  }

  DiscountStatus status() {
    return status;
  }

  /** Returns the revision, which starts at 1 and grows with every change. */
  int revision() {
    return revision + 1;
  }

  void setStatus(DiscountStatus next) {
    this.status = next;
  }

  ActiveDiscount toActiveDiscount() {
    ActiveDiscount.Coverage coverage =
        switch (scope) {
          case ALL -> new ActiveDiscount.Coverage.All();
          case CATEGORY -> new ActiveDiscount.Coverage.Categories(Set.of(scopeIds));
          case PRODUCT -> new ActiveDiscount.Coverage.Products(Set.of(scopeIds));
        };
    return new ActiveDiscount(id, name, coverage, benefit.toBenefit());
  }
}
