package io.eventbus.observe;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventHeader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record as tracers read and write them: each is replaced, never added a second
 * time. For one thread.
 */
final class HeaderCarrier {

  private EncodedEvent record;

  HeaderCarrier(EncodedEvent record) {
    this.record = record;
  }

  @Nullable String get(String name) {
    return record.header(name);
  }

  void set(String name, String value) {
    List<EventHeader> headers = new ArrayList<>(record.headerCount() + 1);
    headers.add(EventHeader.of(name, value)); // the headers of the type stay last
    for (var header : record.headers()) {
      if (!header.name().equals(name)) {
        headers.add(header);
      }
    }
    record = record.withHeaders(headers);
  }

  EncodedEvent record() {
    return record;
  }
}
