package io.eventbus.examples.notification.sending;

import java.time.Instant;
import java.util.UUID;

/** A notification that has gone out, as stored and as shown. */
record SentNotification(UUID id, String channel, String to, Instant sentAt) {}
