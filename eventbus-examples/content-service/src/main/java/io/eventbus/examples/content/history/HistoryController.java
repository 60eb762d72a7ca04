package io.eventbus.examples.content.history;

import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The history over HTTP. */
@RestController
final class HistoryController {

  private final HistoryRepository history;

  HistoryController(HistoryRepository history) {
    this.history = history;
  }

  @GetMapping("/api/v1/history/{contentId}")
  List<HistoryEntry> of(@PathVariable UUID contentId) {
    return history.of(contentId);
  }
}
