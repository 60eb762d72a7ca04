package io.eventbus.test.memory;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer in memory is told by its properties; the others are checked, and that is all.
 *
 * @param group {@code null} for one in no group
 * @param reset where it begins without a position: {@code earliest}, {@code latest} or {@code none}
 * @param readCommitted whether it gets what is committed only
 * @param createsTopics whether it makes a missing topic that it subscribes to, where topics are
 *     made at first use
 */
record ConsumerSettings(
    @Nullable String group,
    String reset,
    boolean readCommitted,
    boolean createsTopics,
    int maxPollRecords) {

  /** The settings of these properties, which are checked. */
  static ConsumerSettings of(Map<String, Object> properties) {
    var parsed = ConsumerConfig.configDef().parse(ClientProperties.ofBytes(properties));
    return new ConsumerSettings(
        (String) parsed.get(ConsumerConfig.GROUP_ID_CONFIG),
        String.valueOf(parsed.get(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG)),
        "read_committed".equals(parsed.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG)),
        Boolean.TRUE.equals(parsed.get(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG)),
        Integer.parseInt(String.valueOf(parsed.get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG))));
  }
}
