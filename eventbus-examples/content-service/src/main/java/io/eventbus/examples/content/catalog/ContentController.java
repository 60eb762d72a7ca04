package io.eventbus.examples.content.catalog;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Concepts, resources, quizzes and questions over HTTP. */
@RestController
@RequestMapping("/api/v1/{contents:concepts|resources|quizzes|questions}")
final class ContentController {

  private final CatalogService catalog;

  ContentController(CatalogService catalog) {
    this.catalog = catalog;
  }

  @PostMapping
  ResponseEntity<Content> create(
      @PathVariable String contents, @Valid @RequestBody NewContent newContent) {
    var content = catalog.create(type(contents), newContent);
    return ResponseEntity.created(URI.create("/api/v1/" + contents + "/" + content.id()))
        .body(content);
  }

  @GetMapping("/{id}")
  ResponseEntity<Content> find(@PathVariable String contents, @PathVariable UUID id) {
    return ResponseEntity.of(catalog.find(type(contents), id));
  }

  @PutMapping("/{id}")
  ResponseEntity<Content> update(
      @PathVariable String contents,
      @PathVariable UUID id,
      @Valid @RequestBody NewContent newContent) {
    return ResponseEntity.of(catalog.update(type(contents), id, newContent));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String contents, @PathVariable UUID id) {
    boolean deleted = catalog.delete(type(contents), id);
    return (deleted ? ResponseEntity.noContent() : ResponseEntity.notFound()).build();
  }

  /** The pattern of the path lets no other name through. */
  private static ContentType type(String contents) {
    return ContentType.ofPath(contents).orElseThrow();
  }
}
