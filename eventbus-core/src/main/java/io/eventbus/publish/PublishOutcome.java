package io.eventbus.publish;

import java.util.Locale;

/** What has become of an event whose publishing did not fail. */
public enum PublishOutcome {

  /** All in-sync replicas have it. */
  ACKNOWLEDGED,

  /**
   * It is stored to be sent later: by the {@link PublishFallback}, since the broker did not take
   * it, or in an outbox, if its transaction is committed.
   */
  STORED,

  /** The bus is switched off: nobody was told. */
  SKIPPED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** What meters call it, for example {@code acknowledged}. */
  public String code() {
    return code;
  }
}
