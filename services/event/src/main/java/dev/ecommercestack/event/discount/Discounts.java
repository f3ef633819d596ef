package dev.ecommercestack.event.discount;

import dev.ecommercestack.event.RequestTimes;
import dev.ecommercestack.event.benefit.Benefit;
import dev.ecommercestack.event.benefit.ConfirmationCheck;
import dev.ecommercestack.event.campaign.CampaignChanged;
import dev.ecommercestack.event.pricing.ActiveDiscount;
import dev.ecommercestack.platform.outbox.Outbox;
import dev.ecommercestack.platform.paging.Cursor;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, changes and lists discounts. */
@Service
public class Discounts {
  private static final UUID MAX_ID = new UUID(-1, -1);
  private static final int MAX_CATEGORIES = 100;

  private final DiscountRepository discounts;
  private final Outbox outbox;
  private final Clock clock;

  Discounts(DiscountRepository discounts, Outbox outbox, Clock clock) {
    this.discounts = discounts;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Creates a discount.
   *
   * @throws ProblemException 400 {@code invalid_window}, {@code invalid_scope}, {@code
   *     invalid_benefit}, {@code confirmation_required}
   */
  @Transactional
  DiscountResponse create(DiscountRequest request) {
    Benefit benefit = request.benefit().toBenefit();
    ConfirmationCheck.requireConfirmed(request.confirmed(), benefit, 0);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant startsAt =
        request.startsAt() == null ? now : RequestTimes.validate("startsAt", request.startsAt());
    Instant endsAt =
        request.endsAt() == null
            ? Discount.NO_END
            : RequestTimes.validate("endsAt", request.endsAt());
    if (!endsAt.isAfter(startsAt) || !endsAt.isAfter(now)) {
      throw new ProblemException(
          ProblemCode.INVALID_WINDOW, "endsAt must be after startsAt and in the future.");
    }
    Discount discount =
        new Discount(
            request.name().strip(),
            request.scope().type(),
            ids(request.scope()),
            benefit,
            startsAt,
            endsAt,
            now);
    discounts.saveAndFlush(discount);
    outbox.fact(CampaignChanged.TOPIC, DiscountChanged.about(discount));
    return DiscountResponse.of(discount, now);
  }

  private static List<UUID> ids(DiscountScope scope) {
    List<UUID> ids = scope.ids() == null ? List.of() : scope.ids().stream().distinct().toList();
    if (scope.type() == DiscountScope.Type.ALL) {
      if (!ids.isEmpty()) {
        throw invalidScope("A discount on ALL has no ids.");
      }
    } else if (ids.isEmpty()) {
      throw invalidScope("Name the ids that the discount applies to, or use the type ALL.");
    } else if (scope.type() == DiscountScope.Type.CATEGORY && ids.size() > MAX_CATEGORIES) {
      throw invalidScope("A discount applies to at most %d categories.".formatted(MAX_CATEGORIES));
    } else if (ids.stream().anyMatch(id -> id.version() != 7)) {
      throw invalidScope("One of the ids is not that of a product or category.");
    }
    return ids;
  }

  private static ProblemException invalidScope(String detail) {
    return new ProblemException(ProblemCode.INVALID_SCOPE, detail);
  }

  /**
   * Pauses, resumes or ends a discount.
   *
   * @throws ProblemException 404 {@code discount_not_found}; 409 {@code discount_ended}
   */
  @Transactional
  DiscountResponse change(UUID id, DiscountStatus status) {
    Discount discount =
        discounts
            .findById(id)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.DISCOUNT_NOT_FOUND, "There is no such discount."));
    Instant now = clock.instant();
    if (discount.status() == status) {
      return DiscountResponse.of(discount, now);
    }
    if (discount.status() == DiscountStatus.ENDED) {
      throw new ProblemException(
          ProblemCode.DISCOUNT_ENDED, "The discount has ended for good. Make a new one.");
    }
    discount.setStatus(status);
    discounts.saveAndFlush(discount);
    outbox.fact(CampaignChanged.TOPIC, DiscountChanged.about(discount));
    return DiscountResponse.of(discount, now);
  }

  /** Returns discounts, the newest first. */
  @Transactional(readOnly = true)
  Page<DiscountResponse> list(PageQuery query) {
    UUID before = query.after(1).map(cursor -> cursor.uuid(0)).orElse(MAX_ID);
    Instant now = clock.instant();
    return Page.of(
            discounts.findByIdLessThanOrderByIdDesc(before, Limit.of(query.size() + 1)),
            query,
            discount -> Cursor.of(discount.getId()))
        .map(discount -> DiscountResponse.of(discount, now));
  }

  /**
   * Returns the discounts that apply now. Reads the database: prices must not depend on a cache.
   */
  @Transactional(readOnly = true)
  public List<ActiveDiscount> active() {
    Instant now = clock.instant();
    return discounts
        .findByStatusAndStartsAtLessThanEqualAndEndsAtGreaterThan(DiscountStatus.ACTIVE, now, now)
        .stream()
        .map(Discount::toActiveDiscount)
        .toList();
  }
}
