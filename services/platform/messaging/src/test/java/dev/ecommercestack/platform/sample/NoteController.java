package dev.ecommercestack.platform.sample;

import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.paging.Cursor;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.security.CurrentUser;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NoteController {
  private final NoteService notes;

  NoteController(NoteService notes) {
    this.notes = notes;
  }

  enum Importance {
    NORMAL,
    HIGH
  }

  record NoteRequest(
      @NotBlank @Size(max = 200) String text,
      @Nullable Integer copies,
      @Nullable Importance importance,
      @Nullable Boolean pinned,
      @Nullable UUID topic,
      @Nullable Instant remindAt,
      @Nullable LocalDate day,
      @Nullable @Valid Money price,
      @Nullable List<@Valid Link> links) {}

  record Link(@NotBlank String title) {}

  record NoteResponse(UUID id, String text) {
    static NoteResponse of(Note note) {
      return new NoteResponse(note.id(), note.text());
    }
  }

  @PostMapping("/api/v1/notes")
  @Idempotent
  ResponseEntity<NoteResponse> create(CurrentUser user, @Valid @RequestBody NoteRequest request) {
    Note note = notes.create(user.id(), request.text());
    return ResponseEntity.created(URI.create("/api/v1/notes/" + note.id()))
        .body(NoteResponse.of(note));
  }

  @GetMapping("/api/v1/notes")
  Page<NoteResponse> list(PageQuery query) {
    return Page.of(notes.list(query), query, note -> Cursor.of(note.id())).map(NoteResponse::of);
  }

  @GetMapping("/api/v1/notes/{id}")
  NoteResponse get(@PathVariable UUID id) {
    return NoteResponse.of(notes.get(id));
  }

  @GetMapping("/api/v1/notes/found")
  Page<NoteResponse> find(
      @RequestParam String word, @RequestParam(required = false) @Nullable List<UUID> topic) {
    return new Page<>(List.of(), word + topic);
  }

  @GetMapping("/api/v1/notes/broken")
  void breakOff(HttpServletResponse response) throws IOException {
    response.getOutputStream().print("first bytes");
    response.flushBuffer();
    throw new IllegalStateException("broken");
  }

  @PostMapping("/api/v1/notes/{id}/pin")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void pin(@PathVariable UUID id, CurrentUser user) {}

  @PatchMapping("/api/v1/notes/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void change(@PathVariable UUID id, @Valid @RequestBody Link link) {}

  @PostMapping("/internal/notes")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void createForService(@Valid @RequestBody NoteRequest request) {}

  @RequestMapping("/internal/ping")
  String ping() {
    return "pong";
  }
}
