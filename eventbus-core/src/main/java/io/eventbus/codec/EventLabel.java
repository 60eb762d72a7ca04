package io.eventbus.codec;

import io.eventbus.event.EventTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What a record tells of its event without the event being read. Immutable.
 *
 * @param id its identity, {@code null} where nothing tells it
 * @param type its type, {@code null} where nothing tells it: bare JSON does not
 */
public record EventLabel(@Nullable String id, @Nullable EventTypeName type) {}
