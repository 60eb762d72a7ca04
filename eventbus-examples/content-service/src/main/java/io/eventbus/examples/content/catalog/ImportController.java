package io.eventbus.examples.content.catalog;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Imports over HTTP. No thread waits for the broker: the answer is written when all is known. */
@RestController
final class ImportController {

  private final ResourceImport resourceImport;

  ImportController(ResourceImport resourceImport) {
    this.resourceImport = resourceImport;
  }

  /** What a caller imports. */
  record Resources(@NotEmpty @Size(max = 1000) List<@Valid NewResource> resources) {}

  @PostMapping("/api/v1/resources/import")
  CompletionStage<ImportReport> run(@Valid @RequestBody Resources resources) {
    return resourceImport.run(resources.resources());
  }
}
