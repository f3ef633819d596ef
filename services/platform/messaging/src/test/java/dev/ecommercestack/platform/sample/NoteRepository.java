package dev.ecommercestack.platform.sample;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface NoteRepository extends JpaRepository<Note, UUID> {
  List<Note> findByOrderById(Limit limit);

  List<Note> findByIdGreaterThanOrderById(UUID after, Limit limit);
}
