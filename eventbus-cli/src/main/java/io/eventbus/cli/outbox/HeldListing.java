package io.eventbus.cli.outbox;

import io.eventbus.cli.terminal.Listing;
import io.eventbus.outbox.HeldEvent;

/** How held events are listed. */
final class HeldListing {

  static final Listing<HeldEvent> COLUMNS =
      Listing.<HeldEvent>empty()
          .with("id", HeldEvent::id)
          .with("eventId", HeldEvent::eventId)
          .with("type", HeldEvent::eventType)
          .with("topic", HeldEvent::topic)
          .with("key", HeldEvent::key)
          .with("since", HeldEvent::since)
          .with("behind", HeldEvent::behind)
          .with("reason", HeldEvent::reason);

  private HeldListing() {}
}
