package io.eventbus.examples.content.catalog;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a caller says about content to be created or changed. */
record NewContent(
    @NotBlank @Size(max = 200) String title,
    @Nullable @Size(max = 2000) String summary,
    @Nullable UUID parentId,
    @Nullable @Size(max = 200) String answer) {

  Content as(ContentType type, UUID id) {
    return new Content(id, type, title, summary, parentId, answer, 1);
  }
}
