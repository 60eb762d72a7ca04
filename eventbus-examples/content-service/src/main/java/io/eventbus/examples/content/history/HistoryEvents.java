package io.eventbus.examples.content.history;

import io.eventbus.consume.EventContext;
import io.eventbus.examples.content.catalog.ContentChanged;
import io.eventbus.spring.OnEvent;
import org.springframework.stereotype.Component;

/**
 * Notes what has happened. The topics are those of the type, {@code content.*.*}, also those that
 * come to be later. Events of one content come from several topics and so in any order, which is
 * why they are shown by their revision.
 */
@Component
final class HistoryEvents {

  static final String GROUP = "content-history";

  private final HistoryRepository history;

  HistoryEvents(HistoryRepository history) {
    this.history = history;
  }

  @OnEvent(group = GROUP, idempotent = true)
  void changed(ContentChanged event, EventContext context) {
    history.add(event, context.metadata().time());
  }
}
