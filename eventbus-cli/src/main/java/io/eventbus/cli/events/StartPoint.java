package io.eventbus.cli.events;

import io.eventbus.cli.terminal.MomentConverter;
import io.eventbus.cli.terminal.UsageException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * Where reading begins in each partition. Immutable.
 *
 * @param time {@code null} for the beginning or the end
 */
record StartPoint(boolean beginning, @Nullable Instant time) {

  static StartPoint of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "beginning" -> new StartPoint(true, null);
      case "end" -> new StartPoint(false, null);
      default -> new StartPoint(false, time(text));
    };
  }

  private static Instant time(String text) {
    try {
      return new MomentConverter().convert(text);
    } catch (TypeConversionException e) {
      throw new UsageException(
          "--from is '"
              + text
              + "', allowed: beginning, end, or a time such as "
              + MomentConverter.ALLOWED);
    }
  }

  void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    if (beginning) {
      consumer.seekToBeginning(partitions);
      return;
    }
    consumer.seekToEnd(partitions);
    if (time != null) {
      var asked = new HashMap<TopicPartition, Long>();
      partitions.forEach(each -> asked.put(each, Math.max(0, time.toEpochMilli())));
      consumer
          .offsetsForTimes(asked)
          .forEach(
              (partition, found) -> {
                if (found != null) {
                  consumer.seek(partition, found.offset());
                }
              });
    }
  }
}
