package io.eventbus.examples.teacher;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The parents over HTTP. */
@RestController
@RequestMapping("/api/v1/parents")
final class ParentController {

  private final ParentService parents;

  ParentController(ParentService parents) {
    this.parents = parents;
  }

  @PostMapping
  ResponseEntity<Parent> create(@Valid @RequestBody NewParent newParent) {
    var parent = parents.create(newParent);
    return ResponseEntity.created(URI.create("/api/v1/parents/" + parent.id())).body(parent);
  }

  @GetMapping("/{id}")
  ResponseEntity<Parent> find(@PathVariable UUID id) {
    return ResponseEntity.of(parents.find(id));
  }

  @ExceptionHandler
  ProblemDetail numberTaken(DuplicateKeyException e) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.CONFLICT, "The student has a parent with this phone number already.");
  }
}
