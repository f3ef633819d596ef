package dev.ecommercestack.platform.sample;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class NoteService {
  static final String TOPIC = "note.events.v1";

  private final NoteRepository notes;
  private final Outbox outbox;

  NoteService(NoteRepository notes, Outbox outbox) {
    this.notes = notes;
    this.outbox = outbox;
  }

  record NoteWritten(UUID noteId, String text) {}

  @Transactional
  Note create(UUID owner, String text) {
    Note note = notes.save(new Note(Uuid7.next(), owner, text));
    outbox.fact(TOPIC, Message.of("note-written", note.id(), new NoteWritten(note.id(), text)));
    if (text.equals("forbidden")) {
      throw new ProblemException(ProblemCode.CONFLICT, "This text is not allowed.");
    }
    return note;
  }

  @Transactional(readOnly = true)
  List<Note> list(PageQuery query) {
    Limit limit = Limit.of(query.size() + 1);
    return query
        .after(1)
        .map(cursor -> notes.findByIdGreaterThanOrderById(cursor.uuid(0), limit))
        .orElseGet(() -> notes.findByOrderById(limit));
  }

  @Transactional(readOnly = true)
  Note get(UUID id) {
    return notes
        .findById(id)
        .orElseThrow(
            () -> new ProblemException(ProblemCode.NOT_FOUND, "There is no note " + id + "."));
  }
}
