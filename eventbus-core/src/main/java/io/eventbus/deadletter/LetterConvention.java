package io.eventbus.deadletter;

import io.eventbus.codec.EncodedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the headers of a dead letter tell of its death. Stateless. */
interface LetterConvention {

  /** The one by which a letter is written; ours, where that cannot be told. */
  static LetterConvention of(EncodedEvent letter) {
    return letter.header(DeadLetterHeaders.TOPIC) == null
            && letter.header(SpringConvention.TOPIC) != null
        ? SpringConvention.INSTANCE
        : OwnConvention.INSTANCE;
  }

  /** Whether a header is no convention's, and so the event's own. */
  static boolean isOfTheEvent(String headerName) {
    return !headerName.startsWith(DeadLetterHeaders.PREFIX)
        && !headerName.startsWith(SpringConvention.PREFIX)
        && !headerName.startsWith(SpringConvention.FAILURE_PREFIX);
  }

  /** Where the event was read first; {@code null} if that is missing or cannot be read. */
  @Nullable LetterOrigin origin(EncodedEvent letter);

  /** What is told of the death, with something harmless for what is not. */
  Death death(EncodedEvent letter, Instant at);
}
