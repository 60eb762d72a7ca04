package io.eventbus.consume;

import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Where an assigned partition begins.
 *
 * @param saved what the group has saved, {@code null} if nothing
 * @param begin the offset to save before the first record, where the group must not choose anew
 * @param completed what is done beyond the saved position
 */
record StartPosition(
    @Nullable OffsetAndMetadata saved, OptionalLong begin, CompletedOffsets completed) {

  /** Nothing is known: the oldest event there is. */
  static final StartPosition UNKNOWN =
      new StartPosition(null, OptionalLong.empty(), CompletedOffsets.NONE);

  /** Where the group has stopped. */
  static StartPosition saved(OffsetAndMetadata saved) {
    var completed = CompletedOffsets.decode(saved.offset(), saved.metadata());
    return new StartPosition(saved, OptionalLong.empty(), completed);
  }

  /** A choice that is saved at once. */
  static StartPosition chosen(long offset) {
    return new StartPosition(null, OptionalLong.of(offset), CompletedOffsets.NONE);
  }
}
