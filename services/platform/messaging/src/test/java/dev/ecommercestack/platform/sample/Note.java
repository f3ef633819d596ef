package dev.ecommercestack.platform.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
class Note {
  @Id private UUID id;
  private UUID owner;
  private String text;
  @Version private @Nullable Long version;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected Note() {}

  Note(UUID id, UUID owner, String text) {
    this.id = id;
    this.owner = owner;
    this.text = text;
  }

  UUID id() {
    return id;
  }

  UUID owner() {
    return owner;
  }

  String text() {
    return text;
  }

  void text(String text) {
    this.text = text;
  }
}
