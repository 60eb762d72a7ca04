package io.eventbus.examples.course.catalogue;

import io.eventbus.examples.course.problem.Refusal;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue over HTTP. */
@RestController
@RequestMapping("/api/v1/catalogue")
final class CatalogueController {

  private final CatalogueConsumers consumers;
  private final CatalogueVersions versions;
  private final CatalogueRepository catalogue;

  CatalogueController(
      CatalogueConsumers consumers, CatalogueVersions versions, CatalogueRepository catalogue) {
    this.consumers = consumers;
    this.versions = versions;
    this.catalogue = catalogue;
  }

  /** All courses, and the number of the version that knows them. */
  record Catalogue(int version, List<CatalogueEntry> courses) {}

  @GetMapping
  Catalogue courses() {
    int version = versions.live();
    return new Catalogue(version, catalogue.of(version));
  }

  @PostMapping("/versions")
  ResponseEntity<CatalogueVersion> rebuild() {
    var version = consumers.rebuild();
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/catalogue/versions/" + version.number()))
        .body(version);
  }

  @GetMapping("/versions/{number}")
  CatalogueVersion version(@PathVariable int number) {
    return versions.all().stream()
        .filter(version -> version.number() == number)
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("The catalogue has no such version."));
  }
}
