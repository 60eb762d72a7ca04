package io.eventbus.examples.certificate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A certificate as the issuer gave it; its times are in milliseconds, as the database keeps them.
 */
record Certificate(String certificateId, Instant issuanceDate, Instant expirationDate) {

  Certificate {
    issuanceDate = issuanceDate.truncatedTo(ChronoUnit.MILLIS);
    expirationDate = expirationDate.truncatedTo(ChronoUnit.MILLIS);
  }
}
