package io.eventbus.examples.course.publication;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The publications over HTTP, and what the teacher says to them. */
@RestController
@RequestMapping("/api/v1")
final class PublicationController {

  private final PublicationSaga saga;

  PublicationController(PublicationSaga saga) {
    this.saga = saga;
  }

  /** The teacher's yes. */
  record Confirmation(@NotNull UUID instructorId) {}

  /** The teacher's no. */
  record TeachersNo(@NotNull UUID instructorId, @NotBlank @Size(max = 500) String reason) {}

  @PostMapping("/courses/{courseId}/publications")
  ResponseEntity<Publication> begin(@PathVariable UUID courseId) {
    var publication = saga.begin(courseId);
    return ResponseEntity.created(URI.create("/api/v1/publications/" + publication.id()))
        .body(publication);
  }

  @GetMapping("/publications/{id}")
  Publication find(@PathVariable UUID id) {
    return saga.find(id);
  }

  @PostMapping("/publications/{id}/confirmation")
  Publication confirm(@PathVariable UUID id, @Valid @RequestBody Confirmation confirmation) {
    return saga.confirm(id, confirmation.instructorId());
  }

  @PostMapping("/publications/{id}/refusal")
  Publication refuse(@PathVariable UUID id, @Valid @RequestBody TeachersNo no) {
    return saga.refuse(id, no.instructorId(), no.reason());
  }
}
