package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventHeader;
import io.eventbus.codec.EventHeaders;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record of Kafka's client, which keeps them as slices of its buffers. To take one
 * apart costs two locks and a copy, more on another core than the one that has polled: so only
 * those that tell the type are, and the others when they are asked for.
 */
final class ReceivedHeaders implements EventHeaders {

  private static final String[] TYPE_HEADERS = EventCodec.typeHeaders().toArray(String[]::new);

  private static final byte[] NOTHING = {};

  private final int count;
  private final @Nullable String[] typeTexts;

  /** A {@code Header[]} of the client, then a list of ours: two threads make equal ones. */
  private Object headers;

  private ReceivedHeaders(Header[] headers, @Nullable String[] typeTexts) {
    this.count = headers.length;
    this.headers = headers;
    this.typeTexts = typeTexts;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public @Nullable String text(String name) {
    int place = placeOf(name);
    if (place >= 0) {
      return typeTexts[place];
    }
    return headers instanceof Header[] unread ? last(unread, name) : EventHeaders.super.text(name);
  }

  /** Takes apart no more of them than it must. */
  private static @Nullable String last(Header[] unread, String name) {
    for (int i = unread.length - 1; i >= 0; i--) {
      if (unread[i].key().equals(name)) {
        return new EventHeader(name, unread[i].value()).text();
      }
    }
    return null;
  }

  private static int placeOf(String name) {
    for (int i = 0; i < TYPE_HEADERS.length; i++) {
      if (TYPE_HEADERS[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  @SuppressWarnings("unchecked") // the only other thing it can be
  public List<EventHeader> all() {
    var now = headers;
    if (!(now instanceof Header[] unread)) {
      return (List<EventHeader>) now;
    }
    var read = new EventHeader[unread.length];
    for (int i = 0; i < unread.length; i++) {
      read[i] = new EventHeader(unread[i].key(), unread[i].value());
    }
    var all = Collections.unmodifiableList(Arrays.asList(read));
    headers = all;
    return all;
  }

  /**
   * Reads the type headers of one record after the other. They are mostly those of the record
   * before, and then share its texts. Belongs to the polling thread.
   */
  static final class Reader {

    private byte[] @Nullable [] lastValues = new byte[TYPE_HEADERS.length][];
    private @Nullable String[] lastTexts = new String[TYPE_HEADERS.length];

    ReceivedHeaders read(Header[] headers) {
      var values = new byte[TYPE_HEADERS.length][];
      int missing = values.length;
      for (int i = headers.length - 1; i >= 0 && missing > 0; i--) {
        int place = placeOf(headers[i].key());
        if (place >= 0 && values[place] == null) {
          var value = headers[i].value();
          values[place] = value == null ? NOTHING : value;
          missing--;
        }
      }
      return new ReceivedHeaders(headers, texts(values));
    }

    private @Nullable String[] texts(byte[] @Nullable [] values) {
      boolean same = true;
      for (int i = 0; i < values.length; i++) {
        same &= Arrays.equals(values[i], lastValues[i]);
      }
      if (!same) {
        lastValues = values;
        lastTexts = new String[values.length];
        for (int i = 0; i < values.length; i++) {
          lastTexts[i] = values[i] == null ? null : new String(values[i], UTF_8);
        }
      }
      return lastTexts;
    }
  }
}
