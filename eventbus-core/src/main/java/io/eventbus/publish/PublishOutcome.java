package io.eventbus.publish;

import java.util.Locale;

/** What has become of an event whose publishing did not fail. */
public enum PublishOutcome {

  /** All in-sync replicas have it. */
  ACKNOWLEDGED,

  /** The broker did not take it, and the {@link PublishFallback} has stored it. */
  STORED,

  /** The bus is switched off: nobody was told. */
  SKIPPED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** What meters call it, for example {@code acknowledged}. */
  public String code() {
    return code;
  }
}
