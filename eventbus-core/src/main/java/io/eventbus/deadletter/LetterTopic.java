package io.eventbus.deadletter;

import org.apache.kafka.common.Uuid;

/** A topic of dead letters as it was found; one that was deleted and made again is another. */
record LetterTopic(String name, Uuid id, int partitions) {}
