package io.eventbus.examples.content.history;

import java.time.OffsetDateTime;

/** One thing that has happened to a content. */
record HistoryEntry(
    int revision, String contentType, String action, String title, OffsetDateTime changedAt) {}
