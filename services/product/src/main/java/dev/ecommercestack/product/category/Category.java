package dev.ecommercestack.product.category;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.data.domain.Persistable;

/** A category of products. */
@Entity
class Category implements Persistable<UUID> {
  @Id private UUID id;
  private String name;
  private Instant createdAt;
  @Transient private boolean stored;

  /** For the persistence provider. */
  @NullUnmarked
  protected Category() {}

  Category(UUID id, String name, Instant createdAt) {
    this.id = id;
    this.name = name;
    this.createdAt = createdAt;
  }

  @Override
  public UUID getId() {
    return id;
  }

  String name() {
    return name;
  }

  Instant createdAt() {
    return createdAt;
  }

  /**
   * Returns true until the row exists; without this Spring Data would select it before inserting.
   */
  @Override
  public boolean isNew() {
    return !stored;
  }

  @PostLoad
  @PostPersist
  void markStored() {
    stored = true;
  }
}
