package io.eventbus.examples.content.catalog;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about a resource to be imported.
 *
 * @param id the caller's: what is imported again is the same resource
 */
record NewResource(
    @NotNull UUID id,
    @NotNull UUID parentId,
    @NotBlank @Size(max = 200) String title,
    @Nullable @Size(max = 2000) String summary) {

  Content content() {
    return new Content(id, ContentType.RESOURCE, title, summary, parentId, null, 1);
  }
}
